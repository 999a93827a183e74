namespace RetailGateway.EmbeddedPostgres;

/// <summary>No usable PostgreSQL is installed. The message says what was looked for, where, and both ways out.</summary>
public sealed class PostgresNotFoundException : Exception
{
    /// <summary>Without a word of what is missing; the framework's form.</summary>
    public PostgresNotFoundException()
    {
    }

    /// <summary>With what was looked for, where, and what to do.</summary>
    public PostgresNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>With what was looked for, where, what to do, and the cause.</summary>
    public PostgresNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
