using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>The register: parties and their locations and systems.</content>
public sealed partial class GatewayClient
{
    /// <summary>Yourself, your partners and the producers of your environment; all of it for its authority.</summary>
    /// <param name="kind">Of one kind; all when null.</param>
    /// <param name="code">A party's code, whole.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Party> Parties(PartyKind? kind = null, string? code = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => parties.Parties(WireJson.Code(kind), code, Pages.Size, cursor, stop), cancel);

    /// <summary>One party, with the tag that its update needs.</summary>
    /// <param name="party">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Tagged<Party>> Party(int party, CancellationToken cancel = default) =>
        WireJson.Tagged<Party>(parties.Party(party, cancel), cancel);

    /// <summary>Adds a party to the register, with an authority's key.</summary>
    /// <param name="party">The party.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Party> RegisterParty(NewParty party, string? key = null, CancellationToken cancel = default) =>
        parties.AddParty(Key(key), party, cancel);

    /// <summary>Imports the register, with an authority's key.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ImportReport> ImportParties(ImportFile file, string? key = null, CancellationToken cancel = default) =>
        parties.ImportParties(Key(key), file.AsBody(), cancel);

    /// <summary>Renames a party.</summary>
    /// <param name="read">The party as you read it.</param>
    /// <param name="name">Its new name.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/precondition-failed</c>: it has changed since; read it again.</exception>
    public Task<Tagged<Party>> RenameParty(Tagged<Party> read, string name, string? key = null, CancellationToken cancel = default) =>
        WireJson.Tagged<Party>(parties.RenameParty(Key(key), read.ETag, read.Value.Id, new PartyName(name), cancel), cancel);

    /// <summary>Records whether a party is registered for VAT from a day on.</summary>
    /// <param name="party">Its number.</param>
    /// <param name="status">From when, and whether.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<TaxStatus> RecordTaxStatus(int party, NewTaxStatus status, string? key = null, CancellationToken cancel = default) =>
        parties.RecordTaxStatus(Key(key), party, status, cancel);

    /// <summary>Every location of yours, or of a partner whose terms show you its stock.</summary>
    /// <param name="ownerId">Whose; yours when null.</param>
    /// <param name="code">A location's code, whole.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Location> Locations(int? ownerId = null, string? code = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => parties.Locations(ownerId, code, Pages.Size, cursor, stop), cancel);

    /// <summary>One location, with the tag that its update needs.</summary>
    /// <param name="location">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Tagged<Location>> Location(int location, CancellationToken cancel = default) =>
        WireJson.Tagged<Location>(parties.Location(location, cancel), cancel);

    /// <summary>Adds a location. Until you name another system of record, its stock is what the console says.</summary>
    /// <param name="location">The location.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Location> AddLocation(NewLocation location, string? key = null, CancellationToken cancel = default) =>
        parties.AddLocation(Key(key), location, cancel);

    /// <summary>Changes a location. Code and time zone never change.</summary>
    /// <param name="read">The location as you read it.</param>
    /// <param name="changes">What changes.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/precondition-failed</c>: it has changed since; read it again.</exception>
    public Task<Tagged<Location>> ChangeLocation(Tagged<Location> read, LocationChanges changes, string? key = null, CancellationToken cancel = default) =>
        WireJson.Tagged<Location>(parties.ChangeLocation(Key(key), read.ETag, read.Value.Id, changes, cancel), cancel);

    /// <summary>Imports locations.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ImportReport> ImportLocations(ImportFile file, string? key = null, CancellationToken cancel = default) =>
        parties.ImportLocations(Key(key), file.AsBody(), cancel);

    /// <summary>The times in which one system's word on a location's stock counted, newest first.</summary>
    /// <param name="location">The location's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<RecordPeriod>> SystemsOfRecord(int location, CancellationToken cancel = default) =>
        (await parties.SystemsOfRecord(location, cancel)).Items;

    /// <summary>Hands the word on a location's stock to another system of yours.</summary>
    /// <param name="location">The location's number.</param>
    /// <param name="next">Whose word counts next, and from when.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<RecordPeriod> ChangeSystemOfRecord(int location, NewSystemOfRecord next, string? key = null, CancellationToken cancel = default) =>
        parties.ChangeSystemOfRecord(Key(key), location, next, cancel);

    /// <summary>Every connection of yours, or of a partner, whose item codes you map.</summary>
    /// <param name="ownerId">Whose; yours when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<PartyConnection> Connections(int? ownerId = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => parties.Connections(ownerId, Pages.Size, cursor, stop), cancel);

    /// <summary>Adds a system of yours. Whoever runs the gateway makes its key.</summary>
    /// <param name="connection">The system.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<PartyConnection> AddConnection(NewConnection connection, string? key = null, CancellationToken cancel = default) =>
        parties.AddConnection(Key(key), connection, cancel);

    /// <summary>Says how many hours a system of yours has to tell of what a document moved.</summary>
    /// <param name="connection">The connection's number.</param>
    /// <param name="hours">Above 0 to 744, at most three decimals.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<PartyConnection> SetReportsWithin(int connection, decimal hours, string? key = null, CancellationToken cancel = default) =>
        parties.SetReportsWithin(Key(key), connection, new ReportingTime(hours), cancel);
}
