namespace SelectQuest.Server;

// The four states from the lecture.
public enum ConnectionState
{
    Connecting = 0,
    Reading = 1,
    Writing = 2,
    Closing = 3,
}
