using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>
/// Walks the documents of one order in their order, and lets each line take what they say. Two things do not go by a
/// document's own place: the order comes first, and an answer is taken no earlier than what it answers. Many documents
/// carry only a date, and would else seem to answer what was not yet said.
/// </summary>
internal sealed class OrderFold
{
    private readonly List<OrderDocument> documents = [];
    private readonly Dictionary<DocumentKey, OrderDocument> byKey = [];
    private readonly Dictionary<DocumentKey, OrderResponse> decisions = [];
    private readonly Dictionary<string, ReceiptAdvice> receipts = [];
    private readonly List<LineFold> lines = [];
    private readonly Dictionary<LineId, LineFold> byLine = [];
    private readonly List<Contradiction> contradictions = [];
    private readonly Order? order;
    private bool isAcknowledged;
    private bool isCancelled;
    private ResponseCode? answer;

    internal OrderFold(IReadOnlyCollection<OrderDocument> arrived)
    {
        var sorted = new List<OrderDocument>(arrived);
        sorted.Sort((left, right) => left.Place.CompareTo(right.Place));
        foreach (var document in sorted)
        {
            if (byKey.TryAdd(document.Key, document))
            {
                documents.Add(document);
            }
        }

        var first = documents.FindIndex(document => document.Kind == DocumentKind.Order);
        if (first >= 0)
        {
            order = (Order)documents[first];
            documents.RemoveAt(first);
            documents.Insert(0, order);
        }
    }

    internal FoldedOrder Fold()
    {
        foreach (var document in documents)
        {
            FindWhatHolds(document);
        }

        foreach (var document in documents)
        {
            Take(document);
            if (decisions.TryGetValue(document.Key, out var early) && early.Place < document.Place)
            {
                Decide(early, document);
            }
        }

        var folded = lines.ConvertAll(line => line.Folded(isCancelled, contradictions));
        var open = OpenRequests();
        var facts = new OrderFacts(order is not null, isAcknowledged, answer, isCancelled, open);
        return new FoldedOrder(facts.StateOf(folded), folded, answer, open, contradictions);
    }

    /// <summary>Of several decisions on one document the last holds, and of several receipts of one number.</summary>
    private void FindWhatHolds(OrderDocument document)
    {
        switch (document)
        {
            case OrderResponse response when Answered(response) is null:
                contradictions.Add(new(ContradictionCode.AnswerToNothing, response.Key));
                break;
            case OrderResponse { Code: ResponseCode.AcceptedWithChanges, Answers.Kind: DocumentKind.OrderCancellation } response:
                contradictions.Add(new(ContradictionCode.AnswerDoesNotFit, response.Key));
                break;
            case OrderResponse { Decides: true } response:
                decisions[Answered(response)!.Key] = response;
                break;
            case OrderResponse { Answers: null }:
                isAcknowledged = true;
                break;
            case ReceiptAdvice { AnswersDocumentAlone: false } receipt:
                receipts[receipt.Number] = receipt;
                break;
        }
    }

    private void Take(OrderDocument document)
    {
        switch (document)
        {
            case Order submitted when ReferenceEquals(submitted, order):
                foreach (var line in submitted.Lines)
                {
                    LineOf(line.Id, submitted).Set(line, ChangeLineStatus.Added, submitted, contradictions);
                }

                break;
            case Order:
                contradictions.Add(new(ContradictionCode.SecondOrder, document.Key));
                break;
            case OrderResponse response when Answered(response) is { } answered && answered.Place < response.Place && Holds(response, answered):
                Decide(response, answered);
                break;
            case DespatchAdvice despatch:
                foreach (var line in despatch.Lines)
                {
                    LineOf(line.Line, despatch).Despatch(line, despatch, isCancelled, contradictions);
                }

                break;
            case ReceiptAdvice receipt when Holds(receipt):
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

    private void TakeOffers(OrderResponse decision)
    {
        var named = new HashSet<LineId>();
        foreach (var offered in decision.Lines)
        {
            named.Add(offered.Line);
            if (offered.Status != ResponseLineStatus.Added || byLine.ContainsKey(offered.Line))
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

    private List<DocumentKey> OpenRequests()
    {
        List<DocumentKey> open = [];
        foreach (var document in documents)
        {
            if (document is (OrderChange or OrderCancellation) && !decisions.ContainsKey(document.Key))
            {
                open.Add(document.Key);
            }
        }

        return open;
    }

    /// <summary>The document that a response answers; null where it is not there, or is none that is answered.</summary>
    private OrderDocument? Answered(OrderResponse response) => response.Answers switch
    {
        null => order,
        { Kind: DocumentKind.OrderChange or DocumentKind.OrderCancellation } request => byKey.GetValueOrDefault(request),
        _ => null,
    };

    private bool Holds(OrderResponse response, OrderDocument answered) =>
        decisions.TryGetValue(answered.Key, out var last) && ReferenceEquals(last, response);

    private bool Holds(ReceiptAdvice receipt) =>
        receipts.TryGetValue(receipt.Number, out var last) && ReferenceEquals(last, receipt);

    /// <summary>A line that nobody ordered is kept too, and raised at the end where it still is not.</summary>
    private LineFold LineOf(LineId id, OrderDocument namedBy)
    {
        if (!byLine.TryGetValue(id, out var line))
        {
            line = new LineFold(id, namedBy.Key);
            byLine.Add(id, line);
            lines.Add(line);
        }

        return line;
    }
}
