using Vault.Web.Commands;

return await VaultCommand.Create().Parse(args).InvokeAsync();
