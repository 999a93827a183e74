using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>
/// The documents of one order that hold, each once, in the order in which they are taken. Two things do not go by a
/// document's own place: the order comes first, and an answer comes no earlier than what it answers. Many documents carry
/// only a date, and would else seem to answer what was not yet said.
/// </summary>
internal sealed class StandingDocuments
{
    private readonly List<OrderDocument> documents = [];
    private readonly Dictionary<DocumentKey, OrderDocument> byKey = [];
    private readonly Dictionary<DocumentKey, OrderResponse> decisions = [];
    private readonly Dictionary<string, ReceiptAdvice> receipts = [];
    private readonly Order? order;

    /// <summary>Sorts out what arrived.</summary>
    /// <param name="arrived">In any order, each as often as it came.</param>
    /// <param name="contradictions">Takes the documents that have nothing to hold on to.</param>
    internal StandingDocuments(IReadOnlyCollection<OrderDocument> arrived, List<Contradiction> contradictions)
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

        foreach (var document in documents)
        {
            FindWhatHolds(document, contradictions);
        }
    }

    /// <summary>The order itself is among them.</summary>
    internal bool HasOrder => order is not null;

    /// <summary>The seller said that it has the order.</summary>
    internal bool IsAcknowledged { get; private set; }

    internal IEnumerable<OrderDocument> InOrder()
    {
        foreach (var document in documents)
        {
            if (Holds(document))
            {
                yield return document;
            }

            if (decisions.TryGetValue(document.Key, out var early) && early.Place < document.Place)
            {
                yield return early;
            }
        }
    }

    /// <summary>Changes and cancellations without the seller's decision; a withdrawal needs none.</summary>
    internal List<DocumentKey> Open()
    {
        List<DocumentKey> open = [];
        foreach (var document in documents)
        {
            if (document is (OrderChange or OrderCancellation { Withdraws: false }) && !decisions.ContainsKey(document.Key))
            {
                open.Add(document.Key);
            }
        }

        return open;
    }

    /// <summary>The document that a response answers; null where it is not there, or is none that is answered.</summary>
    internal OrderDocument? Answered(OrderResponse response) => response.Answers switch
    {
        null => order,
        { Kind: DocumentKind.OrderChange or DocumentKind.OrderCancellation } request => byKey.GetValueOrDefault(request),
        _ => null,
    };

    /// <summary>Of several decisions on one document the last holds, and of several receipts of one number.</summary>
    private void FindWhatHolds(OrderDocument document, List<Contradiction> contradictions)
    {
        switch (document)
        {
            case Order when !ReferenceEquals(document, order):
                contradictions.Add(new(ContradictionCode.SecondOrder, document.Key));
                break;
            case OrderResponse response when Answered(response) is null:
                contradictions.Add(new(ContradictionCode.AnswerToNothing, response.Key));
                break;
            case OrderResponse { Code: ResponseCode.AcceptedWithChanges, Answers.Kind: DocumentKind.OrderCancellation }:
                contradictions.Add(new(ContradictionCode.AnswerDoesNotFit, document.Key));
                break;
            case OrderResponse { Code: not ResponseCode.Received } response:
                decisions[Answered(response)!.Key] = response;
                break;
            case OrderResponse { Answers: null }:
                IsAcknowledged = true;
                break;
            case ReceiptAdvice { AnswersDocumentAlone: false } receipt:
                receipts[receipt.Number] = receipt;
                break;
        }
    }

    /// <summary>It is to be taken at its own place.</summary>
    private bool Holds(OrderDocument document) => document switch
    {
        Order => ReferenceEquals(document, order),
        OrderResponse response => Answered(response) is { } answered && answered.Place < response.Place
            && ReferenceEquals(response, decisions.GetValueOrDefault(answered.Key)),
        ReceiptAdvice receipt => ReferenceEquals(receipt, receipts.GetValueOrDefault(receipt.Number)),
        _ => true,
    };
}
