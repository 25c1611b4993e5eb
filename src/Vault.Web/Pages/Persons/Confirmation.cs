using Microsoft.Extensions.Localization;
using Vault.Core.People;

namespace Vault.Web.Pages.Persons;

/// <summary>A right that is about to be ended: what the reader is asked, and what is posted when he says yes.</summary>
/// <param name="Id">Names the dialog; unique on the page.</param>
/// <param name="Title">Names the person and the right.</param>
/// <param name="Body">What follows from it.</param>
/// <param name="Action">Where the form posts to.</param>
/// <param name="Right">The role grant or appointment; null where the person himself is meant.</param>
/// <param name="Subject">What the second factor is given for.</param>
/// <param name="Verb">On the button.</param>
/// <param name="Inline">It stands on the page by itself, after a mistake, instead of in a dialog.</param>
public sealed record Confirmation(
    string Id,
    string Title,
    string Body,
    string Action,
    string? Right,
    Guid Subject,
    string Verb,
    bool Inline = false
)
{
    /// <summary>An appointment, wherever it is shown: it ends at the page of the person.</summary>
    /// <param name="of">The name of the account or unit.</param>
    public static Confirmation ToEnd(
        IStringLocalizer<PersonTexts> texts,
        Person person,
        Appointment appointment,
        string of
    ) =>
        new(
            $"appointment-{appointment.Id}",
            texts["EndAppointment.Title", person.DisplayName, of, texts[$"As.{appointment.Role}"].Value],
            texts[appointment.Account is null ? "EndAppointment.Body.Unit" : "EndAppointment.Body", person.DisplayName],
            $"/persons/{person.Id}/endappointment",
            appointment.Id.ToString(),
            appointment.Id.Value,
            texts["EndAppointment"]
        );
}
