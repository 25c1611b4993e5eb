using Vault.Core.Audit;

namespace Vault.Core.Evidence;

/// <summary>Somebody took the whole log out of the vault as a file; written before its first byte leaves.</summary>
/// <param name="Size">Entries in the file.</param>
/// <param name="Root">Root hash over them.</param>
/// <param name="WithTexts">The sealed names and reasons stand in it, opened.</param>
public sealed record LogExported(long Size, byte[] Root, bool WithTexts) : AuditEvent;
