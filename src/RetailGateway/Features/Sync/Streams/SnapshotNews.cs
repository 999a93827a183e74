using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// What a snapshot says anew, of a partner whose every snapshot tells everything again. Left out is a balance that our
/// position has already, unless a movement is expected there, which a count takes up; and a line that means no position of
/// ours while one of the same item and place waits for a person. A position that a snapshot does not name stays as it is:
/// the drift check gives it to a person.
/// </summary>
internal static class SnapshotNews
{
    /// <summary>Whether a line n, of an item and a location, stands in review: a person need not see it twice.</summary>
    internal const string Waits =
        """
        exists (
            select from review_item r
            where r.owner_id = @OwnerId and r.connection_id = @ConnectionId and upper(r.item_code) = upper(n.item_code)
                and upper(r.line ->> 'location') = upper(n.location) and r.applied_at is null and r.dismissed_at is null)
        """;

    /// <summary>Leaves out what was told before.</summary>
    /// <exception cref="StaleBook">The catalogue moved on: begin a new transaction and try again.</exception>
    internal static async Task<IReadOnlyList<PartnerEntry>> Of(
        Work work, ClaimedStream stream, PartyBook book, IReadOnlyList<PartnerEntry> balances, CancellationToken cancel)
    {
        book.MustBe(stream.BookVersion);
        var lines = balances.Select(line => StagedLine.Of(book, new ConnectionId(stream.ConnectionId), line)).ToList();
        var news = await work.Connection.QueryAsync<int>(new CommandDefinition(
            $"""
            select n.place::integer
            from unnest(@locations::integer[], @products::integer[], @quantities::numeric[], @items::text[], @places::text[])
                with ordinality as n (location_id, product_id, quantity, item_code, location, place)
            where case
                when n.product_id is null then not {Waits}
                else not exists (
                    select from stock_position p
                    where p.owner_id = @OwnerId and p.location_id = n.location_id and p.product_id = n.product_id
                        and p.on_hand = n.quantity and p.last_entry_at is not null and p.expectations = 0)
                end
            order by n.place
            """,
            new
            {
                stream.OwnerId,
                stream.ConnectionId,
                locations = lines.ConvertAll(line => line?.LocationId),
                products = lines.ConvertAll(line => line?.ProductId),
                quantities = lines.ConvertAll(line => line?.Quantity.ToDecimal()),
                items = balances.Select(line => line.Item).ToArray(),
                places = balances.Select(line => line.Location).ToArray(),
            },
            cancellationToken: cancel));
        return [.. news.Select(place => balances[place - 1])];
    }
}
