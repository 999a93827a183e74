using System.Globalization;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>
/// Documents of orders that people send: the same as a system's, issued now. A form acts once, and only upon the order as
/// its page showed it.
/// </summary>
internal sealed class OrdersByHand(Writes writes, OrderRecording recording)
{
    /// <summary>The seller answers the order, or a request of the buyer's.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> Answer(
        HttpContext http, Caller caller, HandForm form, DocumentKey? about, ResponseCode code, IReadOnlyList<NewResponseLine> lines)
    {
        var act = code switch
        {
            ResponseCode.Accepted => "accept",
            ResponseCode.Rejected => "reject",
            _ => "offer",
        };
        return Act(
            http, caller, form, act, DocumentKind.OrderResponse, new OrderStep.Answer(about?.Kind ?? DocumentKind.Order, code),
            (work, order, sent, before) => AnswerOrder.Read(
                work, caller, order,
                new NewOrderResponse(sent.Id, sent.IssuedAt, code, about is { } key ? new AnsweredDocument(key.Kind, key.Id.Value) : null, lines),
                before));
    }

    /// <summary>The seller says what it sends.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> Despatch(HttpContext http, Caller caller, HandForm form, IReadOnlyList<NewDespatchLine> lines) => Act(
        http, caller, form, "despatch", DocumentKind.DespatchAdvice, new OrderStep.Despatch(),
        (_, _, sent, before) => Task.FromResult(DespatchOrder.Read(new NewDespatch(sent.Id, sent.IssuedAt, lines), before)));

    /// <summary>The buyer says what came.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> Receive(HttpContext http, Caller caller, HandForm form, IReadOnlyList<NewReceiptLine> lines) => Act(
        http, caller, form, "receive", DocumentKind.ReceiptAdvice, new OrderStep.Receive(),
        (_, _, sent, before) => Task.FromResult(ReceiveOrder.Read(new NewReceipt(sent.Id, sent.IssuedAt, lines), sent.Id, before)));

    /// <summary>The buyer asks that nothing more be sent.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> AskToCancel(HttpContext http, Caller caller, HandForm form) => Act(
        http, caller, form, "ask-to-cancel", DocumentKind.OrderCancellation, new OrderStep.Cancel(), (_, _, _, _) => Task.FromResult(new DocumentContent()));

    private Task<bool> Act(
        HttpContext http, Caller caller, HandForm form, string act, DocumentKind kind, OrderStep step,
        Func<Work, OrderHead, SentDocument, FoldedOrder, Task<DocumentContent>> read) =>
        writes.OnceForForm(http, caller, form.Number.ToString("N"), async work =>
        {
            var cancel = http.RequestAborted;
            var order = await OrderRows.Lock(work, form.OrderId);
            if (await OrderRows.Version(work, order) != form.Version)
            {
                throw new Refusal(Problems.StepRefused, "The order has moved on since the page was drawn.");
            }

            var sent = new SentDocument(kind, HandDocuments.Id(form.Number, caller), await Clock.Now(work, cancel));
            OrderState? before = null;
            var after = await recording.Add(
                work, caller, order, step, sent,
                (folded, _) =>
                {
                    before = folded.State;
                    return read(work, order, sent, folded);
                },
                cancel);
            AuditLog.Write(
                work, caller, act, new AuditSubject("order", order.OrderId.ToString(CultureInfo.InvariantCulture)), new { state = before },
                new { state = after.Order.State, document = new { kind = Names.Of(kind), id = sent.Id } }, reason: null);
        });
}

/// <summary>A form about an order.</summary>
/// <param name="Number">Its own number.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Version">The order's, when the form was drawn.</param>
internal sealed record HandForm(Guid Number, long OrderId, long Version);
