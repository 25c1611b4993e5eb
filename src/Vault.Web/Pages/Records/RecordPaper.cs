using Vault.Core.Records;

namespace Vault.Web.Pages.Records;

/// <summary>A paper as it is set, with what marks it.</summary>
public sealed record RecordPaper(PrintedPaper Printed, RecordMark Mark)
{
    public static RecordPaper Of(HttpRequest request, PrintedPaper printed)
    {
        var record = printed.Record;
        return new(printed, new(record.Number, record.Sha256, RecordAddress.Of(request, record.Number, record.Sha256)));
    }
}
