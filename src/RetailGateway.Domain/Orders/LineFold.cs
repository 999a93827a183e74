using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>One line while its order's documents are walked.</summary>
/// <param name="id">The buyer's id of the line.</param>
/// <param name="namedBy">The first document that names it.</param>
internal sealed class LineFold(LineId id, DocumentKey namedBy)
{
    private OrderLine? line;
    private DocumentOrder? changedBy;
    private bool isOrdered;
    private bool isDeleted;
    private Quantity ordered;

    /// <summary>What the seller will send where that is not simply what is ordered.</summary>
    private Quantity? offered;

    private DocumentKey? saidDelivered;
    private Quantity despatched;
    private DocumentKey despatchedBy;

    /// <summary>What the last despatch that says so leaves outstanding, less what was sent since.</summary>
    private Quantity? outstanding;

    private Quantity received;
    private Quantity rejected;
    private DocumentKey receivedBy;

    internal LineId Id => id;

    /// <summary>The seller said something of it.</summary>
    internal bool IsAnswered { get; private set; }

    /// <summary>The order has it and it was not deleted.</summary>
    internal bool IsOpen => isOrdered && !isDeleted;

    /// <summary>As the order, or a change that the seller accepted, has it. An older change accepted late does not undo a newer one.</summary>
    internal void Set(OrderLine next, ChangeLineStatus status, OrderDocument by, List<Contradiction> contradictions)
    {
        if (by.Place < changedBy)
        {
            return;
        }

        if (by is OrderChange)
        {
            changedBy = by.Place;
        }

        if (status == ChangeLineStatus.Added && IsOpen)
        {
            contradictions.Add(new(ContradictionCode.LineAlreadyThere, by.Key, id));
        }

        outstanding = null;
        isDeleted = status == ChangeLineStatus.Deleted;
        if (isDeleted)
        {
            return;
        }

        if (line is not null && line.Product != next.Product && despatched > Quantity.Zero)
        {
            contradictions.Add(new(ContradictionCode.ProductChangedAfterDespatch, by.Key, id));
        }

        isOrdered |= status == ChangeLineStatus.Added;
        line = next;
        ordered = Checked(next.Quantity, by, contradictions);
    }

    /// <summary>The seller's word on the whole of it.</summary>
    internal void Answer(bool isAccepted) => Confirm(isAccepted ? null : Quantity.Zero);

    /// <summary>The seller's word on this line alone. Who offers a substitute will not send what was ordered.</summary>
    internal void Offer(ResponseLine offer, OrderResponse by, List<Contradiction> contradictions)
    {
        saidDelivered = offer.Status == ResponseLineStatus.AlreadyDelivered ? by.Key : null;
        Confirm(offer switch
        {
            { Status: ResponseLineStatus.Refused } => Quantity.Zero,
            { Status: ResponseLineStatus.NotChanged or ResponseLineStatus.AlreadyDelivered } => null,
            { Substitute: not null } => Quantity.Zero,
            { Quantity: { } quantity } => Checked(quantity, by, contradictions),
            _ => null,
        });
    }

    internal void Despatch(DespatchLine sent, DespatchAdvice by, bool orderIsCancelled, List<Contradiction> contradictions)
    {
        var quantity = Checked(sent.Despatched, by, contradictions);
        if ((isDeleted || orderIsCancelled) && quantity > Quantity.Zero)
        {
            contradictions.Add(new(ContradictionCode.DespatchedAfterCancellation, by.Key, id, quantity));
        }

        despatched += quantity;
        despatchedBy = by.Key;
        outstanding = sent.Outstanding is { } said
            ? Checked(said, by, contradictions)
            : outstanding is { } before ? FoldedLine.NotBelowZero(before - quantity) : null;
    }

    internal void Receive(ReceiptLine came, ReceiptAdvice by, List<Contradiction> contradictions)
    {
        if (came.Received is not { } quantity)
        {
            return;
        }

        received += Checked(quantity, by, contradictions);
        rejected += Checked(came.Rejected, by, contradictions);
        receivedBy = by.Key;
    }

    /// <summary>What it comes to: each figure takes of the ordered quantity what those before it have left.</summary>
    internal FoldedLine Folded(bool orderIsCancelled, List<Contradiction> contradictions)
    {
        var isCancelled = isDeleted || orderIsCancelled;
        var confirmed = IsAnswered ? offered ?? ordered : Quantity.Zero;
        var notSent = FoldedLine.NotBelowZero(ordered - despatched);
        var refused = IsAnswered ? Least(notSent, FoldedLine.NotBelowZero(ordered - confirmed)) : Quantity.Zero;
        var rest = notSent - refused;
        var toCome = isCancelled ? Quantity.Zero : outstanding ?? rest;
        var later = Least(toCome, rest);
        var folded = new FoldedLine
        {
            Id = id,
            Product = line?.Product,
            Pack = line?.Pack,
            Ordered = ordered,
            Confirmed = confirmed,
            Despatched = despatched,
            Outstanding = toCome,
            Received = received,
            Rejected = rejected,
            Refused = refused,
            Cancelled = isCancelled ? rest : Quantity.Zero,
            Later = later,
            Never = isCancelled ? Quantity.Zero : rest - later,
        };
        Compare(folded, contradictions);
        return folded;
    }

    private void Compare(FoldedLine folded, List<Contradiction> contradictions)
    {
        if (!isOrdered)
        {
            contradictions.Add(new(ContradictionCode.UnknownLine, namedBy, id));
        }

        if (saidDelivered is { } answer && despatched == Quantity.Zero && received == Quantity.Zero)
        {
            contradictions.Add(new(ContradictionCode.DeliveredWithoutDespatch, answer, id));
        }

        if (!Above(despatched, ordered, ContradictionCode.DespatchedAboveOrdered, despatchedBy) && IsAnswered)
        {
            Above(despatched, folded.Confirmed, ContradictionCode.DespatchedAboveConfirmed, despatchedBy);
        }

        Above(folded.Outstanding, folded.Later, ContradictionCode.OutstandingAboveOrdered, despatchedBy);
        Above(received, despatched, ContradictionCode.ReceivedAboveDespatched, receivedBy);
        Above(rejected, received, ContradictionCode.RejectedAboveReceived, receivedBy);

        bool Above(Quantity said, Quantity limit, ContradictionCode code, DocumentKey by)
        {
            if (said > limit)
            {
                contradictions.Add(new(code, by, id, said - limit));
            }

            return said > limit;
        }
    }

    /// <summary>Who confirms less than it said was outstanding takes that back; a despatch after it has the last word again.</summary>
    /// <param name="offer">Base units of the whole line; null for what is ordered.</param>
    private void Confirm(Quantity? offer)
    {
        IsAnswered = true;
        offered = offer;
        if (offer is { } whole && outstanding is { } said)
        {
            outstanding = Least(said, FoldedLine.NotBelowZero(whole - despatched));
        }
    }

    private Quantity Checked(Quantity quantity, OrderDocument by, List<Contradiction> contradictions)
    {
        if (quantity.IsNegative)
        {
            contradictions.Add(new(ContradictionCode.QuantityBelowZero, by.Key, id, quantity));
        }

        return FoldedLine.NotBelowZero(quantity);
    }

    private static Quantity Least(Quantity left, Quantity right) => left < right ? left : right;
}
