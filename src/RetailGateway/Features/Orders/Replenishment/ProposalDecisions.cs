using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>What people make of a proposal: an order, by the path of every other, or nothing. It is decided once, under its row's lock.</summary>
internal sealed class ProposalDecisions(Writes writes, PartyBooks books, OrderRecording recording)
{
    /// <summary>A page's form orders it, with other packs of some products; a form acts once.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> Approve(HttpContext http, Caller caller, Guid form, long id, IReadOnlyList<ApprovedLine> lines) =>
        writes.OnceForForm(http, caller, form.ToString("N"), work => Approve(work, caller, id, new ProposalApproval(lines), http.RequestAborted));

    /// <summary>A page's form takes it off the board; a form acts once.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> Dismiss(HttpContext http, Caller caller, Guid form, long id, string reason) =>
        writes.OnceForForm(http, caller, form.ToString("N"), work => Dismiss(work, caller, id, reason));

    /// <summary>Orders it; where it was ordered before, finds that order.</summary>
    /// <exception cref="Refusal">It is off the board, or cannot be ordered so today.</exception>
    internal async Task<(bool IsNew, TradeOrderWithLines Order)> Approve(Work work, Caller caller, long id, ProposalApproval approval, CancellationToken cancel)
    {
        await ProposalRows.Lock(work, id);
        var proposal = (await ProposalRows.One(work, id)).Proposal;
        if (proposal.OrderId is { } there)
        {
            return (false, await OrderRows.Read(work, caller, there));
        }

        MustBeOpen(proposal);
        var (lines, places) = Wanted(await ProposalRows.Lines(work, id), approval.Lines ?? []);
        var order = new NewOrder(
            proposal.SupplierId!.Value, proposal.OrderNumber, await Clock.Now(work, cancel), proposal.Location, lines, approval.ShipFrom, approval.Note);
        var made = await SubmitOrder.Place(work, caller, books, recording, order, index => places[index], cancel);
        await work.Connection.ExecuteAsync(
            """
            update order_proposal p set status = 'approved', decided_at = now(), decided_by = @by, order_owner_id = o.owner_id, order_id = o.order_id
            from trade_order o
            where p.proposal_id = @id and o.order_id = @order
            """,
            new { id, by = AuditLog.Actor(caller), order = made.Order.Order.Id });
        AuditLog.Write(
            work, caller, "approve", Subject(id), new { lines = proposal.Lines, value = proposal.Value },
            new { lines = lines.Count, value = made.Order.Order.Amount, order = made.Order.Order.Id }, reason: null);
        return (made.IsNew, made.Order);
    }

    /// <summary>Takes it off the board, with a reason.</summary>
    /// <exception cref="Refusal">It is off the board.</exception>
    internal async Task<OrderProposal> Dismiss(Work work, Caller caller, long id, string reason)
    {
        await ProposalRows.Lock(work, id);
        MustBeOpen((await ProposalRows.One(work, id)).Proposal);
        await work.Connection.ExecuteAsync(
            "update order_proposal set status = 'dismissed', decided_at = now(), decided_by = @by, reason = @reason where proposal_id = @id",
            new { id, by = AuditLog.Actor(caller), reason });
        var dismissed = (await ProposalRows.One(work, id)).Proposal;
        AuditLog.Write(work, caller, "dismiss", Subject(id), new { lines = dismissed.Lines, value = dismissed.Value }, after: null, reason);
        return dismissed;
    }

    /// <summary>The lines of the order, and where the request names each.</summary>
    private static (List<NewOrderLine> Lines, List<string> Places) Wanted(List<ReadLine> proposed, IReadOnlyList<ApprovedLine> changed)
    {
        var check = new Check();
        var others = new Dictionary<string, (long Packs, string Place)>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < changed.Count; index++)
        {
            var (line, at) = (changed[index], string.Create(CultureInfo.InvariantCulture, $"/lines/{index}"));
            var product = line.Product.Trim();
            check.IsThere(
                proposed.Exists(one => one.Packs is not null && one.Product.Equals(product, StringComparison.OrdinalIgnoreCase)), $"{at}/product",
                $"The proposal orders no '{product}'.");
            check.That(line.Packs >= 0, $"{at}/packs", "Whole packs, not below zero, are expected.");
            check.That(others.TryAdd(product, (line.Packs, at)), $"{at}/product", $"'{product}' stands in the lines twice.");
        }

        var (lines, places) = (new List<NewOrderLine>(), new List<string>());
        foreach (var line in proposed.Where(line => line.Packs is not null))
        {
            var (packs, place) = others.TryGetValue(line.Product, out var other) ? other : (line.Packs!.Value, "/lines");
            if (packs > 0)
            {
                lines.Add(new NewOrderLine((lines.Count + 1).ToString(CultureInfo.InvariantCulture), line.Item!, packs, line.Pack));
                places.Add(place);
            }
        }

        check.That(lines.Count > 0, "/lines", "Nothing is left to order: dismiss the proposal, or mend what its goods lack.");
        check.Done();
        return (lines, places);
    }

    /// <summary>It waits for a person.</summary>
    /// <exception cref="Refusal">It is off the board.</exception>
    internal static void MustBeOpen(OrderProposal proposal)
    {
        if (proposal.Status != ProposalStatus.Open)
        {
            throw new Refusal(
                Problems.AlreadyClosed,
                $"It was {Names.Of(proposal.Status)} at {Rfc3339.Format(proposal.DecidedAt!.Value)} by {proposal.DecidedBy ?? "a later run"}.");
        }
    }

    internal static AuditSubject Subject(long id) => new("proposal", id.ToString(CultureInfo.InvariantCulture));
}
