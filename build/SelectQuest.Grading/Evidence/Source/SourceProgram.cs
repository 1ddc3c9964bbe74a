using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// A submission as a flat list of what it does, in the order of its files: every operation with the code that owns it.
/// How it is laid out in files, classes, local functions and lambdas does not show any more.
/// </summary>
internal sealed class SourceProgram
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public SourceProgram(CSharpCompilation compilation)
    {
        Compilation = compilation;
        Seam = new SeamSymbols(compilation);
        Sites = [.. compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).SelectMany(SitesOf)];
        Calls = [.. Sites.Where(site => site.Operation is IInvocationOperation).Select(site => new Call(site))];
        CallsTo = Calls.ToLookup(call => (ISymbol)call.Target, SymbolEqualityComparer.Default);
        SitesOfOwner = Sites.ToLookup(site => site.Owner, SymbolEqualityComparer.Default);
        Graph = new CallGraph(this);
    }

    public CSharpCompilation Compilation { get; }

    public SeamSymbols Seam { get; }

    public IReadOnlyList<Site> Sites { get; }

    public IReadOnlyList<Call> Calls { get; }

    /// <summary>Calls by the definition of the method they name.</summary>
    public ILookup<ISymbol, Call> CallsTo { get; }

    public ILookup<ISymbol, Site> SitesOfOwner { get; }

    public CallGraph Graph { get; }

    public SemanticModel Model(SyntaxTree tree) =>
        models.TryGetValue(tree, out var model) ? model : models[tree] = Compilation.GetSemanticModel(tree);

    private IEnumerable<Site> SitesOf(SyntaxTree tree)
    {
        var model = Model(tree);
        foreach (var node in tree.GetRoot().DescendantNodesAndSelf())
        {
            if (!IsBody(node) || model.GetOperation(node) is not { } body || Named(Owner(node, model)) is not { } owner)
            {
                continue;
            }

            var open = new Stack<Site>([new Site(body, owner)]);
            while (open.TryPop(out var site))
            {
                yield return site;
                var inner = site.Operation switch
                {
                    ILocalFunctionOperation local => local.Symbol,
                    IAnonymousFunctionOperation lambda => lambda.Symbol,
                    _ => site.Owner,
                };
                foreach (var child in site.Operation.ChildOperations.Reverse())
                {
                    open.Push(new Site(child, inner));
                }
            }
        }
    }

    private static bool IsBody(SyntaxNode node) =>
        node switch
        {
            BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => true,
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax } => true,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } =>
                true,
            PrimaryConstructorBaseTypeSyntax => true,
            CompilationUnitSyntax unit => unit.Members.Any(member => member is GlobalStatementSyntax),
            _ => false,
        };

    // A call of a partial method names the part that declares it; the body stands in the other.
    private static ISymbol? Named(ISymbol? owner) => (owner as IMethodSymbol)?.PartialDefinitionPart ?? owner;

    // Initializers of fields run with the type's constructors: the type itself stands for them.
    private static ISymbol? Owner(SyntaxNode node, SemanticModel model) =>
        node switch
        {
            CompilationUnitSyntax => model.GetDeclaredSymbol((CompilationUnitSyntax)node),
            ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } => (
                model.GetDeclaredSymbol(property) as IPropertySymbol
            )?.GetMethod,
            EqualsValueClauseSyntax { Parent: { } declarator } => model.GetDeclaredSymbol(declarator)?.ContainingType,
            PrimaryConstructorBaseTypeSyntax { Parent.Parent: { } type } => model.GetDeclaredSymbol(type),
            _ => model.GetDeclaredSymbol(node),
        };
}

/// <summary>An operation and the method, accessor, lambda or, for initializers, type it belongs to.</summary>
internal readonly record struct Site(IOperation Operation, ISymbol Owner);

/// <summary>A call and who makes it.</summary>
internal readonly record struct Call(IInvocationOperation Operation, ISymbol Owner)
{
    public Call(Site site)
        : this((IInvocationOperation)site.Operation, site.Owner) { }

    /// <summary>The definition of the method called: not reduced, not constructed.</summary>
    public IMethodSymbol Target => (Operation.TargetMethod.ReducedFrom ?? Operation.TargetMethod).OriginalDefinition;

    /// <summary>What is passed for the parameter of this name; null if it is left to its default.</summary>
    public IOperation? Argument(string parameter) =>
        Operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;
}
