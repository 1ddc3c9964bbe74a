namespace SelectQuest.Server;

internal static class ConnectionExtensions
{
    extension(Connection connection)
    {
        public bool IsOwed => connection.Rest.Length > 0;

        public bool IsFinished => connection is { State: ConnectionState.Closing, Rest: [] };

        public void Append(ReadOnlySpan<byte> bytes) => connection.Update([.. connection.Rest, .. bytes]);

        public void DropFirst(int count) => connection.Update(connection.Rest[count..]);

        public void Break()
        {
            connection.Rest = [];
            connection.State = ConnectionState.Closing;
        }

        private void Update(byte[] rest)
        {
            connection.Rest = rest;
            connection.LastActive = Environment.TickCount64;
            connection.State =
                connection.State == ConnectionState.Closing ? ConnectionState.Closing
                : rest.Length > 0 ? ConnectionState.Writing
                : ConnectionState.Reading;
        }
    }
}
