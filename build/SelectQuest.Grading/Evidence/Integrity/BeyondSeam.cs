using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SelectQuest.Grading.Evidence.Source;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>How code may reach past the seam, through which a select server needs no way.</summary>
internal enum BeyondKind
{
    /// <summary>Native code of its own: P/Invoke, loaded libraries, function pointers.</summary>
    SystemCalls,

    /// <summary>Reflection that reaches what is not public, runs what the source does not name, or loads assemblies.</summary>
    Reflection,

    /// <summary>Starts or ends processes, its own too.</summary>
    Processes,

    /// <summary>Sockets, pipes and clients that are not the seam's.</summary>
    Network,

    /// <summary>Runs before <c>Main</c>, or when the runtime calls it.</summary>
    OutsideMain,

    /// <summary>Reads or writes files.</summary>
    Files,
}

/// <summary>One such place.</summary>
/// <param name="Name">What is called or declared, as it would be written in code.</param>
internal sealed record BeyondSeam(BeyondKind Kind, string Name, Place Where)
{
    /// <summary>In the order of kinds, files and lines. A file that is the starter's, word for word, is not looked at.</summary>
    public static IReadOnlyList<BeyondSeam> Of(SourceProgram program)
    {
        var entry = program.Compilation.GetEntryPoint(default)?.ContainingType;
        var given = program
            .Compilation.SyntaxTrees.Where(IsStarters)
            .Select(tree => tree.FilePath)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. program
                .Sites.SelectMany(site => Uses(site.Operation))
                .Concat(
                    program
                        .Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0)
                        .SelectMany(tree => Declarations(tree, program.Model(tree), entry))
                )
                .Concat(OfTheAssembly(program.Compilation))
                .Where(found => !given.Contains(found.Where.File))
                .Distinct()
                .OrderBy(found => found.Kind)
                .ThenBy(found => found.Where.File, StringComparer.Ordinal)
                .ThenBy(found => found.Where.Line)
                .ThenBy(found => found.Where.Column)
                .ThenBy(found => found.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<BeyondSeam> Uses(IOperation operation)
    {
        if (operation.Place() is not { } where)
        {
            yield break;
        }

        if (operation is IFunctionPointerInvocationOperation)
        {
            yield return new(BeyondKind.SystemCalls, "a function pointer", where);
        }

        if (operation.Used() is ({ } member, { } type) && !member.IsInSource())
        {
            var kind = BeyondSeamApi.KindOf(type, member) ?? Flags(operation);
            if (kind is { } found)
            {
                yield return new(found, Named(type, member), where);
            }
        }
    }

    // Which members are asked for is told by flags; flags that are computed may ask for any.
    private static BeyondKind? Flags(IOperation operation)
    {
        var arguments = operation switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation made => made.Arguments,
            _ => [],
        };
        return arguments.Any(AsksForMoreThanPublic) ? BeyondKind.Reflection : null;
    }

    private static bool AsksForMoreThanPublic(IArgumentOperation argument) =>
        argument switch
        {
            { Parameter.Name: "nonPublic" } => argument.Value.ConstantValue is not { HasValue: true, Value: false },
            { Parameter.Type: { Name: nameof(BindingFlags) } } => argument.Value.ConstantValue
                is not { HasValue: true, Value: int flags }
                || ((BindingFlags)flags).HasFlag(BindingFlags.NonPublic),
            _ => false,
        };

    private static IEnumerable<BeyondSeam> Declarations(SyntaxTree tree, SemanticModel model, INamedTypeSymbol? entry)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (
                node is not (BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
                || model.GetDeclaredSymbol(node) is not IMethodSymbol method
                || method.Place() is not { } where
            )
            {
                continue;
            }

            if (Has(method, "UnsafeAccessorAttribute"))
            {
                yield return new(BeyondKind.Reflection, $"UnsafeAccessor {method.Name}", where);
            }
            else if (method.GetDllImportData() is { } import)
            {
                yield return new(
                    BeyondKind.SystemCalls,
                    $"DllImport {import.ModuleName} {import.EntryPointName ?? method.Name}",
                    where
                );
            }
            else if (Has(method, "LibraryImportAttribute"))
            {
                yield return new(BeyondKind.SystemCalls, $"LibraryImport {EntryPoint(method)}", where);
            }
            else if (method.IsExtern)
            {
                yield return new(BeyondKind.SystemCalls, $"extern {method.Name}", where);
            }

            if (Has(method, "ModuleInitializerAttribute"))
            {
                yield return new(BeyondKind.OutsideMain, $"ModuleInitializer {method.Name}", where);
            }

            if (
                method.MethodKind == MethodKind.StaticConstructor
                && SymbolEqualityComparer.Default.Equals(method.ContainingType, entry)
            )
            {
                yield return new(BeyondKind.OutsideMain, $"static {method.ContainingType.Name}()", where);
            }
        }
    }

    // The tests may see internals; whoever opens them to others, or others' to itself, goes around what is public.
    private static IEnumerable<BeyondSeam> OfTheAssembly(Compilation compilation)
    {
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            var name = attribute.AttributeClass?.Name ?? "";
            var other = attribute.ConstructorArguments is [{ Value: string text }, ..] ? text : "";
            var opens =
                name == "IgnoresAccessChecksToAttribute"
                || (name == "InternalsVisibleToAttribute" && other != SourceCompilation.AssemblyName + ".Tests");
            if (
                opens
                && attribute.ApplicationSyntaxReference is { } syntax
                && syntax.SyntaxTree.GetLocation(syntax.Span).Place() is { } place
            )
            {
                yield return new(BeyondKind.Reflection, $"assembly: {name[..^"Attribute".Length]}", place);
            }
        }
    }

    // What is called, whatever the method is called.
    private static string EntryPoint(IMethodSymbol method) =>
        method
            .GetAttributes()
            .SelectMany(given => given.NamedArguments)
            .Where(argument => argument.Key == "EntryPoint")
            .Select(argument => argument.Value.Value as string)
            .FirstOrDefault()
        ?? method.Name;

    private static bool Has(IMethodSymbol method, string attribute) =>
        method
            .GetAttributes()
            .Any(given =>
                given.AttributeClass is { } type
                && type.Name == attribute
                && type.ContainingNamespace.ToDisplayString().StartsWith("System.Runtime", StringComparison.Ordinal)
            );

    private static string Named(INamedTypeSymbol type, ISymbol member) =>
        member.Name == ".ctor" ? $"new {type.Name}" : $"{type.Name}.{member.Name}";

    private static bool IsStarters(SyntaxTree tree) =>
        StarterFiles.Texts.TryGetValue(tree.FilePath, out var issued)
        && GivenText.Lines(tree.ToString()).SequenceEqual(GivenText.Lines(issued));
}
