using System.Security.Cryptography;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>Makes a delivery's own copy, which nobody writes to any more: what was checked is what is taken.</summary>
internal static class Spool
{
    private const int Chunk = 128 * 1024;

    /// <summary>Why a delivery is refused unread; null where <paramref name="copied"/> can be read.</summary>
    internal static FileRefusal? Refused(IReadsStockFiles partner, Delivery delivery, out Delivery copied)
    {
        copied = delivery;
        if (delivery.Stage == Delivery.Copied)
        {
            return Broken(partner, delivery);
        }

        var file = new FileInfo(delivery.Path);
        if (file.LinkTarget is not null)
        {
            return new FileRefusal(FileRefusal.NoFile, "It is a link to elsewhere, which is not followed.");
        }

        if (delivery.Stage == Delivery.OddName)
        {
            return new FileRefusal(
                FileRefusal.OddName, $"A name has letters, digits, spaces, '.', '_', '-' and brackets, at most 120 of them, and ends with {string.Join(" or ", partner.Rules.Extensions)}.");
        }

        if (file.Length == 0)
        {
            return new FileRefusal(FileRefusal.Empty, "It is empty.");
        }

        if (file.Length > partner.Rules.LargestBytes)
        {
            return TooLarge(partner);
        }

        copied = Copy(partner, delivery);
        return Broken(partner, copied);
    }

    internal static string Sha256(Delivery delivery)
    {
        using var file = Open(delivery);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    internal static FileStream Open(Delivery delivery) => new(delivery.Path, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk, FileOptions.SequentialScan);

    private static Delivery Copy(IReadsStockFiles partner, Delivery delivery)
    {
        var (copying, copied) = (delivery.At(Delivery.Copying), delivery.At(Delivery.Copied));
        using (var from = new FileStream(delivery.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        using (var to = new FileStream(copying.Path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            // One byte more than is taken tells a file that went on growing.
            var (buffer, left) = (new byte[Chunk], partner.Rules.LargestBytes + 1);
            for (int read; left > 0 && (read = from.Read(buffer, 0, (int)Math.Min(left, Chunk))) > 0; left -= read)
            {
                to.Write(buffer, 0, read);
            }

            to.Flush(flushToDisk: true);
        }

        File.Move(copying.Path, copied.Path, overwrite: true);
        File.Delete(delivery.Path);
        return copied;
    }

    private static FileRefusal? Broken(IReadsStockFiles partner, Delivery copied)
    {
        using var file = Open(copied);
        return file.Length > partner.Rules.LargestBytes ? TooLarge(partner)
            : Inbox.IsWhole(partner, file) ? null
            : new FileRefusal(FileRefusal.Torn, "It has no total at its end and has stopped growing: it was cut off.");
    }

    private static FileRefusal TooLarge(IReadsStockFiles partner) =>
        new(FileRefusal.TooLarge, $"It is larger than {partner.Rules.LargestBytes} bytes: leave it in parts.");
}
