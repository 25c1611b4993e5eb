using Vault.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddVaultShell();

var app = builder.Build();
app.UseVaultShell();
await app.RunAsync();
