using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync;

/// <summary>
/// What an act would do: it is done, looked at and taken back, so a preview cannot differ from the act and writes nothing.
/// </summary>
internal static class Previews
{
    private const int Attempts = 6;

    /// <summary>As the API answers it.</summary>
    internal static async Task<Answer> Run<T>(GatewayDb database, Caller caller, Func<Work, Task<T>> act, CancellationToken cancel) =>
        Answer.Ok(await Of(database, caller, act, cancel));

    /// <summary>As a page draws it.</summary>
    internal static async Task<T> Of<T>(GatewayDb database, Caller caller, Func<Work, Task<T>> act, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var work = await database.Open(caller, cancel);
            try
            {
                var effect = await act(work);
                await work.Flush(cancel);
                return effect;
            }
            catch (Exception error) when (attempt < Attempts && error is StaleBook or PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable })
            {
                // The catalogue or a neighbour moved; what comes of it is asked anew.
                await Task.Delay(Random.Shared.Next(1, 20 * attempt), cancel);
            }
        }
    }
}
