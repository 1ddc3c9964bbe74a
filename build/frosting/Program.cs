using Cake.Core;
using Cake.Frosting;

// dotnet run --project build/frosting -- --target=Demo
return new CakeHost().UseContext<KitContext>().Run(args);

/// <summary>Carries the one object that holds all logic to every task.</summary>
public sealed class KitContext : FrostingContext
{
    /// <summary>Called by the host.</summary>
    public KitContext(ICakeContext context)
        : base(context) => Kit = new KitBuild(context);

    /// <summary>What every task calls.</summary>
    public KitBuild Kit { get; }
}
