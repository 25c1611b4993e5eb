using Vault.Core.Imports;

namespace Vault.Core.Tests.Imports;

/// <summary>Rows as they are read from a sheet, with no more in them than a test gives them.</summary>
internal static class ImportRows
{
    public static RegisterPerson Named(string name, string? mobile = null) =>
        new(name, false, null, mobile, null, null);

    public static RegisterRow Row(string account, string unit = "示例学院") =>
        new(
            "表一",
            2,
            unit,
            null,
            "weixin-mp",
            account,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            [],
            [],
            [],
            null,
            null,
            null,
            null,
            null
        );
}
