using Microsoft.Extensions.Primitives;

namespace Vault.Web.SignIn;

/// <summary>What was typed as a second factor: into the field for one-time codes, or into the one for recovery codes.</summary>
internal static class PostedCode
{
    /// <summary>Null if both are empty. A field sent twice is no code, never the first of the two.</summary>
    public static async Task<string?> Read(HttpContext context, string codeField, string recoveryField)
    {
        if (!context.Request.HasFormContentType)
            return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Single(form[codeField]) ?? Single(form[recoveryField]);
    }

    private static string? Single(StringValues values) =>
        values.Count switch
        {
            0 => null,
            1 => string.IsNullOrEmpty(values[0]) ? null : values[0],
            _ => "",
        };
}
