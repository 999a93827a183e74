using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Orders;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>An order's documents, each in a sentence.</summary>
internal sealed class HistoryWords(Ui ui) : WordsOf(ui)
{
    /// <summary>So many goods of a document are named; the rest is counted.</summary>
    private const int Named = 3;

    /// <summary>What was done: <c>Toko Ritel mengirim 6 × Beras 5 kg, 3 × Gula</c>.</summary>
    /// <param name="step">The document.</param>
    /// <param name="who">Whoever sent it.</param>
    /// <param name="goods">What its lines are called, by their ids.</param>
    internal string Did(TimelineStep step, string who, Func<string, string> goods)
    {
        var content = step.Content;
        return step.Document switch
        {
            DocumentKind.Order => Say($"{who} memesan {List(line => line.Quantity)}", $"{who} ordered {List(line => line.Quantity)}"),
            DocumentKind.OrderResponse => $"{who} {Answered(content.Code)}{About(content.AnswersKind)}",
            DocumentKind.OrderChange => Say($"{who} minta perubahan: {List(line => line.Change == ChangeLineStatus.Deleted ? 0 : line.Quantity)}", $"{who} asked for a change: {List(line => line.Change == ChangeLineStatus.Deleted ? 0 : line.Quantity)}"),
            DocumentKind.OrderCancellation when content.Withdraws is true => Say($"{who} menarik pesanan", $"{who} withdrew the order"),
            DocumentKind.OrderCancellation => Say($"{who} minta pembatalan", $"{who} asked to cancel"),
            DocumentKind.DespatchAdvice => Say($"{who} mengirim {List(line => line.Quantity)}", $"{who} sent {List(line => line.Quantity)}"),
            _ => Say($"{who} menerima {List(line => line.Quantity)}", $"{who} received {List(line => line.Quantity)}"),
        };

        string List(Func<ContentLine, decimal?> quantity)
        {
            var named = content.Lines.Take(Named).Select(line => $"{Kit.Format.Number(quantity(line) ?? 0)} × {goods(line.Line)}");
            var rest = content.Lines.Count - Named;
            return string.Join(", ", named) + (rest > 0 ? Say($" dan {rest} barang lagi", $" and {rest} more") : "");
        }
    }

    /// <summary>Where the order stood after it, and its id.</summary>
    internal string Then(string state, string document, string id) => Say($"Sesudahnya: {state}. {document} {id}.", $"After it: {state}. {document} {id}.");

    /// <summary>What was rejected of what came; null for nothing.</summary>
    internal string? Rejected(TimelineStep step, Func<string, string> goods)
    {
        var rejected = step.Content.Lines.Where(line => line.Rejected > 0).Select(line => $"{Kit.Format.Number(line.Rejected!.Value)} × {goods(line.Line)}").Take(Named).ToList();
        return rejected.Count == 0 ? null : Say($"Ditolak: {string.Join(", ", rejected)}.", $"Rejected: {string.Join(", ", rejected)}.");
    }

    /// <summary>One's own system.</summary>
    internal string OwnSystem => Say("Sistem kita", "Our system");

    /// <summary>The gateway, in one's own name.</summary>
    internal string ByDeadline => Say("RetailGateway, karena lewat waktu,", "RetailGateway, as it was late,");

    private string Answered(ResponseCode? code) => code switch
    {
        ResponseCode.Received => Say("memberi tahu sudah menerima", "said that it has"),
        ResponseCode.Accepted => Say("menyanggupi", "accepted"),
        ResponseCode.Rejected => Say("menolak", "rejected"),
        _ => Say("menyanggupi dengan jumlah lain untuk", "accepted with changes"),
    };

    private string About(DocumentKind? asked) => asked switch
    {
        DocumentKind.OrderChange => Say(" permintaan perubahan", " the change"),
        DocumentKind.OrderCancellation => Say(" permintaan pembatalan", " the cancellation"),
        _ => Say(" pesanan", " the order"),
    };
}
