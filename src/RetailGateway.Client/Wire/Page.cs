using System.Runtime.CompilerServices;

namespace RetailGateway.Client.Wire;

/// <summary>A page of a list, and where the next begins; null on the last.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Reads lists to their end.</summary>
internal static class Pages
{
    /// <summary>Rows of one request.</summary>
    internal const int Size = 1_000;

    /// <summary>Every row; the next page is asked for once the last one is used up.</summary>
    internal static async IAsyncEnumerable<T> All<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? cursor = null;
        do
        {
            var page = await read(cursor, cancel);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
