namespace SelectQuest.Server;

public sealed partial class Connection
{
    internal bool IsClosing => State == ConnectionState.Closing;

    internal bool IsDone => IsClosing && !HasOutput;

    internal void EndOfFile() => State = ConnectionState.Closing;

    internal void Abort()
    {
        DropOutput();
        State = ConnectionState.Closing;
    }

    private void Touch()
    {
        LastActive = Environment.TickCount64;
        if (!IsClosing)
        {
            State = HasOutput ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }
}
