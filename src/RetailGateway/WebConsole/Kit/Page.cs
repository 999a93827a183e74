using Microsoft.AspNetCore.Components;

namespace RetailGateway.WebConsole.Kit;

/// <summary>
/// A page that reads before it is drawn: <see cref="Load"/> is done when the markup runs, so nothing in it is asked whether
/// it is there yet. What a form has posted, and the address's parameters, are set before.
/// </summary>
public abstract class Page : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    /// <summary>Ends what is read when the browser goes away.</summary>
    protected CancellationToken Cancel => Http.RequestAborted;

    /// <inheritdoc/>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await Load();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();
}
