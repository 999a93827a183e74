using System.Reflection;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>Why a conflict closed by itself. The API tells it as it is written here; pages have words of their own for each.</summary>
/// <param name="Text">As the store keeps it.</param>
internal sealed record MendedBecause(string Text)
{
    internal static readonly MendedBecause LaterEntry = new("a later entry mended it");
    internal static readonly MendedBecause BooksAgree = new("both books agree again");
    internal static readonly MendedBecause PartnerTakesIt = new("the partner takes it again");
    internal static readonly MendedBecause PartnerAnswered = new("the partner has answered clearly since");
    internal static readonly MendedBecause PlaceIsGone = new("the partner's book names this place no more as one that is not its own");
    internal static readonly MendedBecause ExpectedLetGo = new("an expected movement was let go");

    /// <summary>Written by the store's own functions.</summary>
    internal static readonly MendedBecause ExpectedCameRight = new("what was expected has come right");

    /// <summary>Written by the store's own functions.</summary>
    internal static readonly MendedBecause ReservationLetGo = new("a reservation let go");

    /// <summary>Written by the store's own functions.</summary>
    internal static readonly MendedBecause OrderLetGo = new("an order let go");

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<MendedBecause> All { get; } =
        [.. typeof(MendedBecause).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(MendedBecause))
            .Select(field => (MendedBecause)field.GetValue(null)!)];
}
