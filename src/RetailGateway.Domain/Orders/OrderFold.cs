using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>Walks the documents of one order, and lets each line take what they say of it.</summary>
internal sealed class OrderFold
{
    private readonly List<Contradiction> contradictions = [];
    private readonly StandingDocuments documents;
    private readonly List<LineFold> lines = [];
    private readonly Dictionary<LineId, LineFold> byId = [];
    private bool isCancelled;
    private ResponseCode? answer;

    internal OrderFold(IReadOnlyCollection<OrderDocument> arrived) => documents = new StandingDocuments(arrived, contradictions);

    internal FoldedOrder Fold()
    {
        foreach (var document in documents.InOrder())
        {
            Take(document);
        }

        var folded = lines.ConvertAll(line => line.Folded(isCancelled, contradictions));
        var open = documents.Open();
        var facts = new OrderFacts(documents.HasOrder, documents.IsAcknowledged, answer, isCancelled, open);
        return new FoldedOrder(facts.StateOf(folded), folded, answer, open, contradictions);
    }

    /// <summary>Changes and cancellations are requests: they are taken with the answer to them.</summary>
    private void Take(OrderDocument document)
    {
        switch (document)
        {
            case Order order:
                foreach (var line in order.Lines)
                {
                    LineOf(line.Id, order).Set(line, ChangeLineStatus.Added, order, contradictions);
                }

                break;
            case OrderCancellation cancellation:
                isCancelled |= cancellation.Withdraws;
                break;
            case OrderResponse decision:
                Decide(decision, documents.Answered(decision)!);
                break;
            case DespatchAdvice despatch:
                foreach (var line in despatch.Lines)
                {
                    LineOf(line.Line, despatch).Despatch(line, despatch, isCancelled, contradictions);
                }

                break;
            case ReceiptAdvice receipt:
                foreach (var line in receipt.Lines)
                {
                    LineOf(line.Line, receipt).Receive(line, receipt, contradictions);
                }

                break;
        }
    }

    private void Decide(OrderResponse decision, OrderDocument about)
    {
        switch (about)
        {
            case OrderCancellation:
                isCancelled |= decision.Code == ResponseCode.Accepted;
                return;
            case OrderChange when decision.Code == ResponseCode.Rejected:
                return;
            case OrderChange change:
                Change(change);
                break;
        }

        answer = decision.Code;
        if (decision.Code == ResponseCode.AcceptedWithChanges)
        {
            TakeOffers(decision);
        }
        else if (about is Order)
        {
            foreach (var line in lines)
            {
                line.Answer(decision.Code == ResponseCode.Accepted);
            }
        }
    }

    /// <summary>An accepted change accepts its own lines, and with them those on which the seller had not said anything.</summary>
    private void Change(OrderChange change)
    {
        foreach (var changed in change.Lines)
        {
            var line = LineOf(changed.Line.Id, change);
            line.Set(changed.Line, changed.Status, change, contradictions);
            line.Answer(isAccepted: true);
        }

        foreach (var line in lines)
        {
            if (!line.IsAnswered)
            {
                line.Answer(isAccepted: true);
            }
        }
    }

    /// <summary>A line that the seller would add is only an offer; a change of the buyer's orders it.</summary>
    private void TakeOffers(OrderResponse decision)
    {
        var named = new HashSet<LineId>();
        foreach (var offered in decision.Lines)
        {
            named.Add(offered.Line);
            if (offered.Status != ResponseLineStatus.Added || byId.ContainsKey(offered.Line))
            {
                LineOf(offered.Line, decision).Offer(offered, decision, contradictions);
            }
        }

        foreach (var line in lines)
        {
            if (line.IsOpen && !named.Contains(line.Id))
            {
                contradictions.Add(new(ContradictionCode.LineLeftOut, decision.Key, line.Id));
            }
        }
    }

    /// <summary>A line that nobody ordered is kept too, and raised at the end where it still is not.</summary>
    private LineFold LineOf(LineId id, OrderDocument namedBy)
    {
        if (!byId.TryGetValue(id, out var line))
        {
            line = new LineFold(id, namedBy.Key);
            byId.Add(id, line);
            lines.Add(line);
        }

        return line;
    }
}
