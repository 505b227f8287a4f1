using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Pages;

/// <summary>
/// Answers with a component rendered to HTML. The whole is rendered before anything is sent, so that a page that fails is
/// answered as a failure and not cut off. Components are static: no session, no socket, no script of the framework's.
/// </summary>
/// <param name="parameters">The component's parameters by name.</param>
/// <param name="status">The HTTP status.</param>
internal sealed class PageResult<TComponent>(
    IReadOnlyDictionary<string, object?> parameters,
    int status = StatusCodes.Status200OK
) : IResult
    where TComponent : IComponent
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(new Dictionary<string, object?>(parameters));
            return (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString();
        });
        var bytes = Encoding.UTF8.GetBytes(html);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
