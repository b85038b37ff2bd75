using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Access.Servers;

/// <summary>A server that a test plays, with what can be wrong with a server. It listens on loopback, over plain HTTP.</summary>
internal abstract class PlayedService : IAsyncDisposable
{
    private readonly WebApplication _app;

    protected PlayedService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use(FailAsync);
    }

    /// <summary>Where it is.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>What it was asked: <c>POST /api/v1/token</c>.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What is wrong with it, by what it is asked; null for nothing.</summary>
    public Func<string, ServiceTrouble?> Trouble { get; set; } = _ => null;

    public Task StartAsync()
    {
        Map(_app);
        return _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    protected abstract void Map(WebApplication app);

    protected static IResult Error(int status, string message) => Results.Json(new { statusCode = status, message, error = "Error" }, statusCode: status);

    private async Task FailAsync(HttpContext context, RequestDelegate next)
    {
        var asked = $"{context.Request.Method} {context.Request.Path}";
        Asked.Enqueue(asked);
        switch (Trouble(asked))
        {
            case StatusTrouble status:
                context.Response.StatusCode = status.Status;
                if (status.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await context.Response.WriteAsJsonAsync(new { message = status.Message }, context.RequestAborted);
                break;
            case SlowTrouble:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case HalfTrouble half:
                // What it does is done; its answer breaks off.
                var whole = context.Response.Body;
                using (MemoryStream kept = new())
                {
                    context.Response.Body = kept;
                    await next(context);
                    context.Response.Body = whole;
                    var bytes = kept.ToArray();
                    context.Response.ContentLength = half.AsWhole ? bytes.Length / 2 : bytes.Length;
                    await whole.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), context.RequestAborted);
                    await whole.FlushAsync(context.RequestAborted);
                    if (!half.AsWhole) context.Abort();
                }

                break;
            default:
                await next(context);
                break;
        }
    }
}

/// <summary>What is wrong with a server.</summary>
internal abstract record ServiceTrouble;

/// <summary>It answers with a status alone.</summary>
internal sealed record StatusTrouble(int Status, string Message = "", int? RetryAfter = null) : ServiceTrouble;

/// <summary>It never answers.</summary>
internal sealed record SlowTrouble : ServiceTrouble;

/// <summary>It does what it is asked, and answers half of it.</summary>
/// <param name="AsWhole">Whether the half is sent as if it were all; else the connection breaks.</param>
internal sealed record HalfTrouble(bool AsWhole) : ServiceTrouble;
