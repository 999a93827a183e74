using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>Matters between the party whose goods a stream carries and the partner's engineers.</summary>
internal static class PartnerMatters
{
    private const int MostDifferences = 10;

    /// <summary>Refused so often in a row, with newer versions or after a retry, that it is no accident.</summary>
    private const int Keeps = 3;

    /// <summary>A partner answered one party with another's data. Whose it was is in the log alone, for whoever runs the gateway.</summary>
    internal static Task<bool> ForeignAnswer(NpgsqlConnection connection, ClaimedStream stream, StockSend send, CancellationToken cancel) => Do(
        connection,
        [OpenConflicts.Open(Of(stream, ConflictKind.TenantMismatch, new { send = send.SendId, sentFor = stream.Counterparty, answeredFor = "another party" }) with
        {
            Subject = ("send", send.SendId),
        })],
        cancel);

    /// <summary>A partner echoed other figures than it was sent: nothing of its answer was taken.</summary>
    internal static Task<bool> EchoDiffers(
        NpgsqlConnection connection, ClaimedStream stream, StockSend send, IReadOnlyList<string> differences, CancellationToken cancel) => Do(
        connection,
        [OpenConflicts.Open(Of(stream, ConflictKind.EchoDiffers, new { send = send.SendId, differences = differences.Take(MostDifferences) }) with
        {
            Subject = ("send", send.SendId),
        })],
        cancel);

    /// <summary>
    /// A partner's own feed speaks of places that are another party's. Whose is not said. Two parties may call a place by
    /// one code: only a code that is of one party alone, and of one that this partner's system has to do with, says that
    /// data were mixed up.
    /// </summary>
    internal static async Task<bool> ForeignPlaces(
        NpgsqlConnection connection, ClaimedStream stream, IReadOnlyList<(string Place, string Change)> seen, CancellationToken cancel)
    {
        var foreign = seen.Count == 0 ? [] : await OfOneNeighbour(connection, stream, seen.Select(one => one.Place).ToArray(), cancel);
        return await Do(
            connection,
            [.. seen.Where(one => foreign.Contains(one.Place)).Select(one => OpenConflicts.Open(Of(
                stream, ConflictKind.TenantMismatch, new { feedOf = stream.Counterparty, location = one.Place, locationOf = "another party", change = one.Change }) with
            {
                Subject = ("feed", one.Place),
            }))],
            cancel);
    }

    /// <summary>
    /// The partner's clear answer to a send: opens a matter of each line that it keeps refusing, and closes those of lines
    /// that it takes again and of answers that were not clear.
    /// </summary>
    internal static Task<bool> Refusals(NpgsqlConnection connection, ClaimedStream stream, IEnumerable<LineRefusals> lines, CancellationToken cancel) => Do(
        connection,
        [.. lines.Select(line => line switch
        {
            { Refusals: >= Keeps } => OpenConflicts.Open(Of(
                stream, ConflictKind.PartnerRefuses, new { code = line.Code, words = line.Words, toldAs = line.ToldAs }) with
            {
                Location = line.LocationId,
                Product = line.ProductId,
            }),
            { Refusals: 0, Before: >= Keeps } => OpenConflicts.Mended(
                new PartyId(stream.CounterpartyId), ConflictKind.PartnerRefuses, line.LocationId, line.ProductId, MendedBecause.PartnerTakesIt),
            _ => null,
        }).OfType<NpgsqlBatchCommand>(), AnsweredClearly(stream)],
        cancel);

    private static NpgsqlBatchCommand AnsweredClearly(ClaimedStream stream) => Sql.Command(
        """
        update conflict set closed_at = now(), closed_because = $4, closed_by = 'gateway', resolution = 'mended'
        where owner_id = $1 and connection_owner_id = $2 and connection_id = $3 and kind in ('echo_differs', 'tenant_mismatch')
            and subject_kind = 'send' and closed_at is null
        """,
        stream.CounterpartyId,
        stream.OwnerId,
        stream.ConnectionId,
        MendedBecause.PartnerAnswered.Text);

    private static async Task<HashSet<string>> OfOneNeighbour(NpgsqlConnection connection, ClaimedStream stream, string[] places, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            select n.place
            from unnest($1::text[]) as n (place)
            join location l on l.code_key = upper(n.place) and l.owner_id <> $2
            join party p on p.owner_id = l.owner_id and p.environment = (select environment from party where owner_id = $2)
            group by n.place
            having count(distinct l.owner_id) = 1 and bool_and(
                exists (select from partnership s where (s.owner_id, s.partner_id) in ((l.owner_id, $3), ($3, l.owner_id)))
                or exists (
                    select from connection theirs
                    join connection ours on ours.owner_id = $3 and ours.connection_id = $4 and ours.dialect = theirs.dialect
                    where theirs.owner_id = l.owner_id))
            """,
            connection);
        foreach (var value in new object[] { places, stream.CounterpartyId, stream.OwnerId, stream.ConnectionId })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var rows = await command.ExecuteReaderAsync(cancel);
        var foreign = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancel))
        {
            foreign.Add(rows.GetString(0));
        }

        return foreign;
    }

    private static NewConflict Of(ClaimedStream stream, string kind, object evidence) =>
        new(new PartyId(stream.CounterpartyId), new ConnectionId(stream.ConnectionId), kind, evidence)
        {
            ConnectionOwner = new PartyId(stream.OwnerId),
            ActsNext = "partner",
        };

    private static async Task<bool> Do(NpgsqlConnection connection, IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancel)
    {
        if (commands.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancel);
        }

        return true;
    }
}

/// <summary>How often in a row a line was refused, before the newest verdict and with it.</summary>
internal sealed record LineRefusals(int LocationId, int ProductId, string? Code, string? Words, string? ToldAs, int Before, int Refusals);
