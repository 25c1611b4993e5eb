namespace Vault.Web.Pages.Log;

/// <summary>
/// Names the texts of the log's events. <c>Event_Kind</c> is the sentence: what was done, without its author;
/// <c>{name}</c> stands for a property of the event, a part in square brackets is left out when a property in it has no
/// value. <c>Kind_Kind</c> is the short name in filters, <c>Enum_Type_Value</c> the word for a value.
/// </summary>
public sealed class EventTexts;
