using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SelectQuest.Worker")]
[assembly: IgnoresAccessChecksTo("SelectQuest.Worker")]
[assembly: IgnoresAccessChecksTo("System.Private.CoreLib")]

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
    {
        public string AssemblyName { get; } = assemblyName;
    }
}
