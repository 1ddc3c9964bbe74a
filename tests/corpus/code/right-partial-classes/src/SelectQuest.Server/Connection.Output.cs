namespace SelectQuest.Server;

public sealed partial class Connection
{
    private byte[] output = new byte[128];
    private int outputLength;

    internal ReadOnlySpan<byte> Output => output.AsSpan(0, outputLength);

    internal bool HasOutput => outputLength > 0;

    internal void Queue(ReadOnlySpan<byte> bytes)
    {
        while (output.Length < outputLength + bytes.Length)
        {
            Array.Resize(ref output, 2 * output.Length);
        }

        bytes.CopyTo(output.AsSpan(outputLength));
        outputLength += bytes.Length;
        Touch();
    }

    internal void Dequeue(int count)
    {
        output.AsSpan(count, outputLength - count).CopyTo(output);
        outputLength -= count;
        Touch();
    }

    private void DropOutput() => outputLength = 0;
}
