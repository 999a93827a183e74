using System.Globalization;
using MimeKit;

namespace RetailGateway.Features.Messages.Sending;

/// <summary>
/// Leaves mails in a folder that any mail reader opens: written under <c>tmp</c>, then moved to <c>new</c>, whole or not at
/// all. A name is the mail's own, so one that was left before a process died is not left a second time.
/// </summary>
internal sealed class Maildir(string folder) : ICarrier
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <inheritdoc/>
    public async Task<string?> Carry(WaitingMail mail, MimeMessage message, CancellationToken cancel)
    {
        foreach (var part in new[] { "tmp", "new", "cur" })
        {
            Make(Path.Combine(folder, part));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{mail.QueuedAt.ToUnixTimeSeconds()}.{mail.MessageKey:N}.retailgateway");
        if (File.Exists(Path.Combine(folder, "new", name)) || Directory.EnumerateFiles(Path.Combine(folder, "cur"), $"{name}*").Any())
        {
            return null;
        }

        // Two that hold one mail, the later because the earlier stood still, write a file each, and the same words.
        var written = Path.Combine(folder, "tmp", $"{name}.{mail.Fence}");
        await using (var file = new FileStream(written, Written()))
        {
            await message.WriteToAsync(file, cancel);
            file.Flush(flushToDisk: true);
        }

        File.Move(written, Path.Combine(folder, "new", name), overwrite: true);
        return null;
    }

    /// <inheritdoc/>
    public Task Rest(CancellationToken cancel) => Task.CompletedTask;

    private static FileStreamOptions Written()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        return options;
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnersFolder);
        }
    }
}
