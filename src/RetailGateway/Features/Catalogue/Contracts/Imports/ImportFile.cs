using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Metadata;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts.Imports;

/// <summary>An uploaded table: CSV or an Excel workbook, at most 5 MB.</summary>
internal sealed record ImportFile(ReadOnlyMemory<byte> Bytes, bool IsWorkbook, byte[] Sha256) : IEndpointParameterMetadataProvider
{
    internal const int Megabytes = 5;

    private const string Csv = "text/csv";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async ValueTask<ImportFile?> BindAsync(HttpContext context)
    {
        var bytes = await RawBody.Read(context, Csv, Workbook);
        var isWorkbook = context.Request.ContentType!.StartsWith(Workbook, StringComparison.OrdinalIgnoreCase);
        return new ImportFile(bytes, isWorkbook, SHA256.HashData(bytes.Span));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([Csv, Workbook], typeof(string)));
}
