using Microsoft.Extensions.Options;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>A partner that trades by orders both ways, in UBL 2.1 over its exchange of documents.</summary>
internal sealed class UblConnector(IUblApi api, IOptions<UblOptions> options) : IExchangesOrders
{
    private readonly UblOptions options = options.Value;
    private readonly UblTerms terms = options.Value.Terms;

    public string Dialect => "ubl";

    public string Environment => options.Environment;

    public bool Knows(string cooperative) => options.Keys.ContainsKey(cooperative);

    public async Task<Outcome<DateTimeOffset>> Send(OrderSend send, CancellationToken cancel)
    {
        if (UblPaper.Write(send, terms) is not UblResult<UblPaper>.Done { Value: var paper })
        {
            return Unsayable<DateTimeOffset>(send);
        }

        using var body = UblClient.Body(paper);
        using var response = await api.Send(options.Keys[send.Book.Cooperative], paper.Id, body, cancel);
        return Judge(paper, UblAnswers.Read(response));
    }

    public async Task<Outcome<DateTimeOffset?>> AskAfter(OrderSend send, CancellationToken cancel)
    {
        if (UblPaper.Write(send, terms) is not UblResult<UblPaper>.Done { Value: var paper })
        {
            return Unsayable<DateTimeOffset?>(send);
        }

        using var response = await api.Find(options.Keys[send.Book.Cooperative], paper.Id, cancel);
        return Judge(paper, UblAnswers.Read(response)) switch
        {
            Outcome<DateTimeOffset>.Rejected { Code: UblCodes.NotReceived } => new Outcome<DateTimeOffset?>.Accepted(null),
            var outcome => outcome.Select(at => (DateTimeOffset?)at),
        };
    }

    public async Task<Outcome<OrderMessages>> ReadMessages(string cooperative, string? cursor, CancellationToken cancel)
    {
        using var response = await api.ReadOutbox(options.Keys[cooperative], cooperative, cursor, IUblApi.MostDocuments, cancel);
        return UblAnswers.Read(response) switch
        {
            Outcome<UblOutbox>.Accepted { Value: var page } => UblAnswers.Messages(page, cursor),
            Outcome<UblOutbox>.Rejected { Code: UblCodes.CursorGone } gone => new Outcome<OrderMessages>.Rejected(IReadsStock.CursorGone, gone.Words),
            var outcome => outcome.Select(OrderMessages (_) => throw new InvalidOperationException("A page was read above.")),
        };
    }

    public Understanding<MessageHead> Head(string body) => UblMessages.Head(body, terms);

    public Understanding<OrderDocument> Document(string body, OrderBook book) => UblMessages.Document(body, book, terms);

    public Understanding<IReadOnlyDictionary<LineId, UnitPrice>> Prices(string body, OrderBook book) => UblMessages.Prices(body, book, terms);

    private Outcome<DateTimeOffset> Judge(UblPaper sent, Outcome<UblHeld> answer) => answer is Outcome<UblHeld>.Accepted { Value: var held }
        ? UblAnswers.Judge(sent, held, terms)
        : answer.Select(DateTimeOffset (_) => throw new InvalidOperationException("What is held was judged above."));

    /// <summary>What paper has no words for is refused before it is sent.</summary>
    private Outcome<T>.Rejected Unsayable<T>(OrderSend send) =>
        new("not-sayable", UblPaper.Write(send, terms) is UblResult<UblPaper>.Refused refused ? UblMessages.Why(refused.Refusals) : "");
}
