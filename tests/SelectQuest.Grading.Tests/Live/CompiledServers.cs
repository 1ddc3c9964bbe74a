using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Server.Sockets;

[assembly: AssemblyFixture(typeof(SelectQuest.Grading.Tests.Live.CompiledServers))]

namespace SelectQuest.Grading.Tests.Live;

/// <summary>
/// Compiles servers in process and lays them out to be run, each in a folder of its own; equal sources are compiled once
/// in a test run.
/// </summary>
public sealed class CompiledServers : IDisposable
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [
            .. Directory
                .EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
                .Where(path => IsManaged(Path.GetFileName(path)))
                .Append(typeof(ISocketApi).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ]
    );

    private readonly string root = Directory.CreateTempSubdirectory("selectquest-servers-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<BuiltServer>> built = new();

    internal BuiltServer Build(string source) => built.GetOrAdd(source, text => new(() => Compile(text))).Value;

    /// <summary>A submission, compiled as the grader does.</summary>
    internal BuiltServer Build(Submission submission) =>
        built
            .GetOrAdd(
                submission.Name,
                name =>
                    new(() =>
                    {
                        var emitted = SourceCompilation.Emit(SourceCompilation.Of(submission.Sources));
                        Assert.Empty(emitted.Errors);
                        return BuiltServer.Write(Path.Combine(root, name), emitted.Assembly, symbols: []);
                    })
            )
            .Value;

    public void Dispose() => Directory.Delete(root, recursive: true);

    private BuiltServer Compile(string source)
    {
        var compilation = CSharpCompilation.Create(
            BuiltServer.AssemblyName,
            [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(ImplicitUsings)],
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                allowUnsafe: true,
                optimizationLevel: OptimizationLevel.Release
            )
        );
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(
            result.Success,
            string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        );
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..16];
        return BuiltServer.Write(Path.Combine(root, name), assembly.ToArray(), symbols: []);
    }

    private static bool IsManaged(string name) =>
        (
            name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        ) && !name.Contains("Native", StringComparison.Ordinal);
}
