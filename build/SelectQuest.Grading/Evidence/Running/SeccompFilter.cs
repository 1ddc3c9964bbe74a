using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>
/// The system calls that no quest needs and that reach out of a sandbox: a filter as seccomp(2) takes it, in the classic
/// BPF of <c>linux/filter.h</c>. A refused call answers EPERM; one of another architecture ends the process. A server of this
/// quest is one process: threads may be started, processes may not, so that the limits on one process bind all there is.
/// </summary>
internal static class SeccompFilter
{
    // linux/bpf_common.h: load a word at an absolute offset; jump if equal, if greater or equal; return a constant.
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    // linux/seccomp.h: where struct seccomp_data keeps the call's number, the architecture and the lower half of the first
    // argument; what a filter may answer.
    private const uint NumberAt = 0;
    private const uint ArchitectureAt = 4;
    private const uint FirstArgumentAt = 16;
    private const uint Allow = 0x7FFF0000;
    private const uint KillProcess = 0x80000000;
    private const uint AnswerEperm = 0x00050000 | 1;
    private const uint AnswerEnosys = 0x00050000 | 38;

    // linux/sched.h: the flag of clone(2) that makes a thread and no process.
    private const uint CloneThread = 0x00010000;

    /// <summary>From here on x86-64 counts the calls of its x32 variant, which would go around the list.</summary>
    private const uint FirstX32Call = 0x40000000;

    /// <summary>
    /// Attaching to the sandbox's first process stops it; io_uring moves bytes that no tracer sees; memory in segments and
    /// files without a name counts for no limit; the others reach into other processes, the kernel's own memory, or its keys.
    /// </summary>
    private static readonly (string Name, uint X64, uint? Arm64)[] Refused =
    [
        ("fork", 57, null),
        ("vfork", 58, null),
        ("memfd_create", 319, 279),
        ("shmget", 29, 194),
        ("pidfd_getfd", 438, 438),
        ("open_by_handle_at", 304, 265),
        ("ptrace", 101, 117),
        ("process_vm_readv", 310, 270),
        ("process_vm_writev", 311, 271),
        ("io_uring_setup", 425, 425),
        ("io_uring_enter", 426, 426),
        ("io_uring_register", 427, 427),
        ("bpf", 321, 280),
        ("perf_event_open", 298, 241),
        ("userfaultfd", 323, 282),
        ("add_key", 248, 217),
        ("request_key", 249, 218),
        ("keyctl", 250, 219),
        ("mount", 165, 40),
        ("umount2", 166, 39),
        ("pivot_root", 155, 41),
        ("setns", 308, 268),
        ("unshare", 272, 97),
    ];

    /// <summary>Its flags are out of a filter's reach: the C library is told that it does not exist, and takes clone.</summary>
    private const uint Clone3 = 435;

    /// <summary>Their names, for whoever documents or tests the sandbox.</summary>
    public static IEnumerable<string> RefusedCalls => Refused.Select(call => call.Name);

    /// <summary>The program for the processor we run on; null where its numbers are not known here.</summary>
    public static byte[]? Program =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => For(0xC000003E, [.. Refused.Select(call => call.X64)], clone: 56, FirstX32Call),
            Architecture.Arm64 => For(
                0xC00000B7,
                [.. Refused.Select(call => call.Arm64).OfType<uint>()],
                clone: 220,
                null
            ),
            _ => null,
        };

    private static byte[] For(uint architecture, uint[] numbers, uint clone, uint? firstForeign)
    {
        var program = new List<(ushort Code, byte IfTrue, byte IfFalse, uint Value)>
        {
            (LoadWord, 0, 0, ArchitectureAt),
            (JumpIfEqual, 1, 0, architecture),
            (Return, 0, 0, KillProcess),
            (LoadWord, 0, 0, NumberAt),
        };
        if (firstForeign is { } first)
        {
            program.Add((JumpIfAtLeast, 0, 1, first));
            program.Add((Return, 0, 0, KillProcess));
        }

        foreach (var number in numbers)
        {
            program.Add((JumpIfEqual, 0, 1, number));
            program.Add((Return, 0, 0, AnswerEperm));
        }

        program.AddRange([
            (JumpIfEqual, 0, 1, Clone3),
            (Return, 0, 0, AnswerEnosys),
            (JumpIfEqual, 0, 3, clone),
            (LoadWord, 0, 0, FirstArgumentAt),
            (JumpIfAnyBit, 1, 0, CloneThread),
            (Return, 0, 0, AnswerEperm),
            (Return, 0, 0, Allow),
        ]);
        return [.. program.SelectMany(Bytes)];
    }

    // struct sock_filter: u16 code, u8 jump if true, u8 jump if false, u32 value; both architectures are little-endian.
    private static byte[] Bytes((ushort Code, byte IfTrue, byte IfFalse, uint Value) instruction)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, instruction.Code);
        bytes[2] = instruction.IfTrue;
        bytes[3] = instruction.IfFalse;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), instruction.Value);
        return bytes;
    }
}
