using Vault.Core.Audit;

namespace Vault.Core.Keys;

/// <summary>A key for secrets was made; new secrets are sealed under it.</summary>
public sealed record SecretsKeyCreated(Guid Key) : AuditEvent;
