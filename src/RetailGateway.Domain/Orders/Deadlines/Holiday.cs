using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Deadlines;

/// <summary>A day without work by the government's word.</summary>
/// <param name="Date">The day, the same all over the country.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Kind">Who is off.</param>
public sealed record Holiday(BusinessDay Date, string Name, HolidayKind Kind);

/// <summary>The two kinds of days that the ministers' joint decree lists.</summary>
public enum HolidayKind
{
    /// <summary><c>national</c> (<em>libur nasional</em>): everybody.</summary>
    National,

    /// <summary><c>collective_leave</c> (<em>cuti bersama</em>): offices of the state; each company decides for itself.</summary>
    CollectiveLeave,
}

/// <summary>A line of the file that is no holiday.</summary>
/// <param name="Line">Counted from 1, comments and empty lines too.</param>
/// <param name="Code">What is wrong with it.</param>
public sealed record HolidayFault(int Line, HolidayFaultCode Code);

/// <summary>What may be wrong with a line.</summary>
public enum HolidayFaultCode
{
    /// <summary>The first line that is no comment is not <c>date,name,kind</c>; or there is none.</summary>
    NotTheHeader,

    /// <summary>Not three fields.</summary>
    NotThreeFields,

    /// <summary>No date of the form 2026-08-17.</summary>
    NotADate,

    /// <summary>No name.</summary>
    NoName,

    /// <summary>Neither <c>national</c> nor <c>collective_leave</c>.</summary>
    UnknownKind,

    /// <summary>A line before it says the same day and kind.</summary>
    SaidBefore,
}
