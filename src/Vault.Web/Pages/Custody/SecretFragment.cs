using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Vault.Core.Custody;
using Vault.Web.Components;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Custody;

/// <summary>
/// An open secret by itself, as it stands in its page. It is opened while the answer is written; if it does not open,
/// the log gets the line that says so and the reader none of it.
/// </summary>
internal sealed class SecretFragment(SealedSecret secret, SecretValueTagHelper field) : IResult
{
    // More than any value takes, so that the buffer that held it is the one that is emptied.
    private const int Room = 256 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        // The form that copies sends the token this request came with.
        var form = await httpContext.Request.ReadFormAsync(httpContext.RequestAborted);
        var name = services.GetRequiredService<IAntiforgery>().GetTokens(httpContext).FormFieldName;
        field.Token = Markup.Element("input", null, ("type", "hidden"), ("name", name), ("value", form[name]));
        var bytes = new MemoryStream(Room);
        try
        {
            await Write(bytes, services.GetRequiredService<HtmlEncoder>());
            httpContext.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
            httpContext.Response.ContentLength = bytes.Length;
            await httpContext.Response.Body.WriteAsync(
                bytes.GetBuffer().AsMemory(0, (int)bytes.Length),
                httpContext.RequestAborted
            );
        }
        catch (SecretNotOpenedException)
        {
            var actor = services.GetRequiredService<CurrentActor>().Actor;
            await services.GetRequiredService<NoteRevealFailure>().Run(actor, secret);
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
    }

    private async Task Write(MemoryStream bytes, HtmlEncoder encoder)
    {
        var output = new TagHelperOutput(
            "secret-value",
            [],
            (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent())
        );
        var context = new TagHelperContext([], new Dictionary<object, object>(), nameof(SecretFragment));
        await field.ProcessAsync(context, output);
        using var writer = new StreamWriter(bytes, new UTF8Encoding(false), leaveOpen: true);
        output.WriteTo(writer, encoder);
    }
}
