using System.Globalization;
using Microsoft.AspNetCore.Components;
using RetailGateway.Access;
using RetailGateway.Access.People;
using RetailGateway.Features.Orders;
using RetailGateway.Http;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>
/// A page with one form about an order. It is about the order as it was drawn: where another document came in between, it
/// is drawn again with what is true now, and what was typed.
/// </summary>
public abstract class OrderActPage : Page
{
    private protected OrderWords Words { get; private set; } = default!;

    private protected ActWords Texts { get; private set; } = default!;

    private protected LineWords LineTexts { get; private set; } = default!;

    private protected SeenOrder Order { get; private set; } = default!;

    private protected PostedLines Posted { get; private set; } = PostedLines.Empty;

    private protected Guid Form { get; private set; } = Guid.NewGuid();

    /// <summary>Which of the order's lines this page is about.</summary>
    private protected int At { get; private set; } = 1;

    /// <summary>Why the form was refused; null where it was not.</summary>
    private protected string? Refused { get; private set; }

    private protected bool IsPosted => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>The order's number with us.</summary>
    [Parameter] public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private string? PageAsked { get; set; }

    [Inject] private Visitor Visitor { get; set; } = default!;

    [Inject] private OrderReading Reading { get; set; } = default!;

    [Inject] private protected OrdersByHand Hand { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private Ui Spoken { get; set; } = default!;

    private protected Caller Caller => Visitor.Caller;

    /// <summary>The lines of this page.</summary>
    private protected IEnumerable<(TradeOrderLine Line, int Place)> Lines =>
        Order.Whole.Lines.Select((line, place) => (line, place)).Skip((At - 1) * OrderPages.Lines).Take(OrderPages.Lines);

    private protected int Pages => Math.Max(1, (Order.Whole.Lines.Count + OrderPages.Lines - 1) / OrderPages.Lines);

    /// <inheritdoc/>
    protected override async Task Load()
    {
        Order = await Reading.Read(Caller, Id, Cancel);
        var ui = Order.TimeZone is { } zone ? Spoken with { Format = Spoken.Format with { Zone = zone } } : Spoken;
        (Words, Texts, LineTexts) = (new OrderWords(ui), new ActWords(ui), new LineWords(ui));
        At = Math.Min(OrderPages.PageOf(PageAsked), Pages);
        if (IsPosted)
        {
            Posted = PostedLines.Of(await Http.Request.ReadFormAsync(Cancel));
            Form = Guid.TryParse(Posted.Field("form"), out var form) ? form : throw new Refusal(Problems.Malformed) { Words = Texts.Unreadable };
        }
    }

    /// <summary>Acts, and leads on to the order with what was done.</summary>
    /// <param name="done">The act's address.</param>
    /// <param name="act">Sends the document; false where this form did it before.</param>
    private protected async Task Act(string done, Func<HandForm, Task<bool>> act)
    {
        try
        {
            var form = new HandForm(Form, Id, long.TryParse(Posted.Field("version"), CultureInfo.InvariantCulture, out var version) ? version : 0);
            Navigation.NavigateTo(Address.Of(OrderPages.Address(Id), ("done", await act(form) ? done : "before")));
        }
        catch (Refusal refused) when (refused.Problem == Problems.StepRefused || refused.Problem == Problems.AlreadyExists)
        {
            Refuse(Texts.Meanwhile, StatusCodes.Status409Conflict);
        }
        catch (Refusal refused) when (refused.Problem == Problems.IdempotencyKeyInUse)
        {
            Refuse(Texts.AtWork, StatusCodes.Status409Conflict);
        }
        catch (Refusal refused) when (refused.Problem == Problems.Invalid)
        {
            Refuse(Texts.SomeWrong);
        }
    }

    /// <summary>Draws the form again with why.</summary>
    private protected void Refuse(string why, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Refused = why;
        Http.Response.StatusCode = status;
    }
}
