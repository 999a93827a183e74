using System.Runtime.CompilerServices;
using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>The change feed.</content>
public sealed partial class GatewayClient
{
    private const int WaitSeconds = 25;

    /// <summary>Follows the change feed without end, event by event, as soon as something comes.</summary>
    /// <param name="cursor">Where to go on, from <see cref="FollowedEvent.Cursor"/>; null for the oldest event kept.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FeedCursorGoneException">The cursor is too old, or of before a restored backup. Read all positions
    /// again and go on from their cursor, or let <see cref="Mirror"/> do so.</exception>
    public async IAsyncEnumerable<FollowedEvent> Follow(string? cursor, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var safe = cursor;
        await foreach (var page in FollowPages(cursor, cancel))
        {
            for (var index = 0; index < page.Events.Count; index++)
            {
                safe = index == page.Events.Count - 1 ? page.Next : safe;
                yield return new FollowedEvent(page.Events[index], safe);
            }
        }
    }

    /// <summary>
    /// The same page by page, for whoever applies a page in one transaction: keep <see cref="EventPage.Next"/> together
    /// with what you did with its events.
    /// </summary>
    /// <param name="cursor">Where to go on; null for the oldest event kept.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FeedCursorGoneException">As with <see cref="Follow"/>.</exception>
    public async IAsyncEnumerable<EventPage> FollowPages(string? cursor, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            var page = await EventPage(cursor, WaitSeconds, cancel);
            cursor = page.Next;
            if (page.Events.Count > 0)
            {
                yield return page;
            }
        }
    }

    /// <summary>One page of the feed, which may be empty.</summary>
    /// <param name="cursor">Where to go on; null for the oldest event kept.</param>
    /// <param name="waitSeconds">How long to wait for something to come, 0 to 30.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="FeedCursorGoneException">As with <see cref="Follow"/>.</exception>
    public Task<EventPage> EventPage(string? cursor, int waitSeconds = 0, CancellationToken cancel = default) =>
        stock.Events(cursor, Pages.Size, waitSeconds, cancel);

    /// <summary>
    /// Keeps a copy of positions true without end. Without a cursor, or once the feed can no longer go on from it, it
    /// takes a snapshot (the feed's head, then every position), and then goes on with the feed from that head.
    /// </summary>
    /// <param name="of">What the snapshot reads, each a filter; your own positions when empty. The feed tells of all you may see.</param>
    /// <param name="cursor">The last <see cref="MirrorStep.Cursor"/> you kept; null for the first time.</param>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<MirrorStep> Mirror(
        IReadOnlyList<PositionFilter> of, string? cursor = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        FeedCursorGoneException? gone = null;
        while (true)
        {
            if (cursor is null)
            {
                await foreach (var step in Snapshot(of, gone, cancel))
                {
                    cursor = step.Cursor;
                    yield return step;
                }
            }

            EventPage page;
            try
            {
                page = await EventPage(cursor, WaitSeconds, cancel);
            }
            catch (FeedCursorGoneException expired)
            {
                (gone, cursor) = (expired, null);
                continue;
            }

            for (var index = 0; index < page.Events.Count; index++)
            {
                var safe = index == page.Events.Count - 1 ? page.Next : cursor;
                yield return page.Events[index] is var told && told.AsPositionChanged() is { } changed
                    ? new PositionTold(changed, safe)
                    : new OtherTold(told, safe);
            }

            cursor = page.Next;
        }
    }

    private async IAsyncEnumerable<MirrorStep> Snapshot(
        IReadOnlyList<PositionFilter> of, FeedCursorGoneException? because, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new SnapshotBegun(because);
        string? head = null;
        foreach (var filter in of.DefaultIfEmpty())
        {
            string? next = null;
            do
            {
                var page = await PositionPage(filter, next, cancel);
                head ??= page.FeedCursor;
                foreach (var position in page.Items)
                {
                    yield return new SnapshotRead(position);
                }

                next = page.Next;
            }
            while (next is not null);
        }

        yield return new SnapshotWhole(head!);
    }
}
