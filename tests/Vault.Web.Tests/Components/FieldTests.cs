using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Vault.Web.Components;
using Vault.Web.Tests.Shell;
using Xunit;

namespace Vault.Web.Tests.Components;

/// <summary>R64: a field gives back what was typed, unless it was a secret; and it tells a screen reader what is wrong.</summary>
public sealed class FieldTests(ShellHost host) : IClassFixture<ShellHost>
{
    private const string Typed = "typed-<canary>";

    [Fact]
    public void A_failed_form_gives_back_what_was_typed() =>
        Assert.Contains("value=\"typed-&lt;canary&gt;\"", Rendered(field => { }));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_secret_is_never_given_back(int rows)
    {
        var markup = Rendered(field =>
        {
            field.Secret = true;
            field.Rows = rows;
            field.Value = Typed;
        });

        Assert.DoesNotContain("canary", markup);
        Assert.Contains("autocomplete=\"new-password\"", markup);
        Assert.Contains("spellcheck=\"false\"", markup);
        if (rows == 0)
            Assert.Contains("type=\"password\"", markup);
    }

    [Fact]
    public void A_password_for_signing_in_is_never_given_back() =>
        Assert.DoesNotContain("canary", Rendered(field => field.Type = "password"));

    [Fact]
    public void The_control_names_its_hint_and_its_error()
    {
        var markup = Rendered(field => field.Hint = "hint");

        Assert.Contains("aria-describedby=\"Input_Reason-hint Input_Reason-error\"", markup);
        Assert.Contains("aria-invalid=\"true\"", markup);
        Assert.Contains("<label for=\"Input_Reason\">", markup);
        Assert.Contains("id=\"Input_Reason-hint\"", markup);
        Assert.Contains("id=\"Input_Reason-error\"", markup);
    }

    private string Rendered(Action<FormFieldTagHelper> set)
    {
        var field = new FormFieldTagHelper(
            host.Services.GetRequiredService<Icons>(),
            host.Services.GetRequiredService<IStringLocalizer<ComponentTexts>>()
        )
        {
            Name = "Input.Reason",
            Label = "label",
            View = View(),
        };
        set(field);
        var output = new TagHelperOutput(
            "form-field",
            [],
            (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent())
        );
        field.Process(new TagHelperContext([], new Dictionary<object, object>(), "test"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private ViewContext View()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("Input.Reason", Typed, Typed);
        state.AddModelError("Input.Reason", "wrong");
        return new ViewContext
        {
            HttpContext = new DefaultHttpContext { RequestServices = host.Services },
            ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), state),
        };
    }
}
