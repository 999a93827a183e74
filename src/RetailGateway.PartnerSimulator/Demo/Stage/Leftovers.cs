using System.Globalization;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>
/// The processes of a demo that was killed: the kernel has told them to end, and what they hold of the data folder
/// is free once they have.
/// </summary>
internal static class Leftovers
{
    private const string FileName = "children";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes down a child, for whoever comes after us if we are killed.</summary>
    public static void Remember(DemoFolder folder, ChildProcess child) =>
        File.AppendAllLines(folder.At(FileName), [child.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Waits until all that were written down are gone.</summary>
    /// <exception cref="DemoFailedException">One does not end.</exception>
    public static async Task Gone(DemoFolder folder, CancellationToken cancel)
    {
        var file = folder.At(FileName);
        if (!File.Exists(file))
            return;

        var patience = Task.Delay(s_patience, cancel);
        foreach (var id in await File.ReadAllLinesAsync(file, cancel))
        {
            while (IsOurs(id, folder))
            {
                cancel.ThrowIfCancellationRequested();
                if (patience.IsCompleted)
                    throw new DemoFailedException($"Process {id} of an earlier demo still works on {folder.Path}. End it and start again.");
                await Task.WhenAny(patience, Task.Delay(s_look, cancel));
            }
        }

        File.Delete(file);
    }

    /// <summary>Numbers of processes are given again: ours has the folder among its arguments.</summary>
    private static bool IsOurs(string id, DemoFolder folder)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains(folder.Path, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
