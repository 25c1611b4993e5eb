using Vault.Core.Ledger;

namespace Vault.Web.Pages.Ledger;

/// <summary>Lines of the ledger, of one account or of one person.</summary>
public sealed record KnowledgeTable(string Caption, bool IsOfPerson, IReadOnlyList<KnowledgeLine> Lines);
