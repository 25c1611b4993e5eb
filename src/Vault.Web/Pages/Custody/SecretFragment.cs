using System.Buffers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Options;
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
    // What a byte of a value takes at most (a line break, which is a group by itself), and what stands around the value.
    private const int RoomForByte = 40;
    private const int RoomAround = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        // The form that copies sends the token this request came with.
        var form = await httpContext.Request.ReadFormAsync(httpContext.RequestAborted);
        var name = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName;
        field.Token = Markup.Element("input", null, ("type", "hidden"), ("name", name), ("value", form[name]));
        // It does not grow, so the buffer that held the value is the one that is emptied; and it is borrowed, for a few
        // large ones that become garbage are followed by a collection of everything.
        var room = ArrayPool<byte>.Shared.Rent(RoomAround + (RoomForByte * secret.Length));
        using var bytes = new MemoryStream(room);
        bytes.SetLength(0);
        try
        {
            await Write(bytes, services.GetRequiredService<HtmlEncoder>());
            var length = (int)bytes.Length;
            httpContext.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
            httpContext.Response.ContentLength = length;
            await httpContext.Response.Body.WriteAsync(room.AsMemory(0, length), httpContext.RequestAborted);
        }
        catch (SecretNotOpenedException)
        {
            var actor = services.GetRequiredService<CurrentActor>().Actor;
            await services.GetRequiredService<NoteRevealFailure>().Run(actor, secret);
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room.AsSpan(0, (int)bytes.Length));
            ArrayPool<byte>.Shared.Return(room);
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
