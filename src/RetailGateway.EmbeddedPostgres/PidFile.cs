using System.Globalization;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>What PostgreSQL says of itself in postmaster.pid, which it keeps from start to end.</summary>
internal sealed record PidFile(int ProcessId, string SocketFolder, bool Ready)
{
    /// <summary>Null when there is none, or it is still being written.</summary>
    public static PidFile? Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            return lines.Length >= 5 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)
                ? new PidFile(processId, lines[4], lines.Length >= 8 && lines[7].StartsWith("ready", StringComparison.Ordinal))
                : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }
}
