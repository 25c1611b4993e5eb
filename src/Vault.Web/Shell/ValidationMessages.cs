using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Vault.Web.Shell;

/// <summary>
/// Binding and validation speak the reader's language. An attribute without a message gets the shell's; one with a message
/// names a key of <see cref="ShellTexts"/>. No message repeats what was typed (R65).
/// </summary>
internal sealed class ValidationMessages : IValidationMetadataProvider
{
    public static void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(new ValidationMessages());
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Text("Validation.Invalid"));
        messages.SetMissingBindRequiredValueAccessor(_ => Text("Validation.Required"));
        messages.SetMissingKeyOrValueAccessor(() => Text("Validation.Required"));
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Text("Validation.Required"));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Text("Validation.Invalid"));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Text("Validation.Invalid"));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Text("Validation.Number"));
        messages.SetUnknownValueIsInvalidAccessor(_ => Text("Validation.Invalid"));
        messages.SetValueIsInvalidAccessor(_ => Text("Validation.Invalid"));
        messages.SetValueMustBeANumberAccessor(_ => Text("Validation.Number"));
        messages.SetValueMustNotBeNullAccessor(_ => Text("Validation.Required"));
    }

    public static void Localize(MvcDataAnnotationsLocalizationOptions options) =>
        options.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(ShellTexts));

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
                attribute.ErrorMessage = KeyFor(attribute);
        }
    }

    private static string KeyFor(ValidationAttribute attribute) =>
        attribute switch
        {
            RequiredAttribute => "Validation.Required",
            StringLengthAttribute or MaxLengthAttribute => "Validation.TooLong",
            MinLengthAttribute => "Validation.TooShort",
            RangeAttribute => "Validation.Range",
            CompareAttribute => "Validation.Different",
            EmailAddressAttribute => "Validation.Email",
            _ => "Validation.Invalid",
        };

    // MvcOptions are built before the container: a localizer over the same resources needs nothing from it.
    private static readonly IStringLocalizer Texts = new ResourceManagerStringLocalizerFactory(
        Options.Create(new LocalizationOptions()),
        NullLoggerFactory.Instance
    ).Create(typeof(ShellTexts));

    private static string Text(string key) => Texts[key];
}
