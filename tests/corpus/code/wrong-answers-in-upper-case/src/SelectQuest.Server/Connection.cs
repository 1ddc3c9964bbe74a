namespace SelectQuest.Server;

// This class remembers everything about ONE client.
public class Connection
{
    // The number of the file descriptor. It never changes.
    public int Fd { get; set; }

    // The state. At the beginning it is Connecting.
    public ConnectionState State { get; set; }

    // When did we hear something from this client for the last time?
    public long LastActive { get; set; }

    // These are the bytes which we still have to send to the client.
    // I use an array and two numbers. First I wanted to use a string, but
    // bytes are not text (somebody could send a picture!).
    public byte[] BytesToSend { get; set; }

    // How many bytes in the array are really used?
    public int NumberOfBytesToSend { get; set; }

    // This becomes true if the client said that it will send nothing any more.
    public bool ClientIsFinished { get; set; }

    // This becomes true if there was an error and we can only throw the client away.
    public bool ThereWasAnError { get; set; }

    public Connection(int fd)
    {
        this.Fd = fd;
        this.State = ConnectionState.Connecting;
        this.LastActive = Environment.TickCount64;
        this.BytesToSend = new byte[100];
        this.NumberOfBytesToSend = 0;
        this.ClientIsFinished = false;
        this.ThereWasAnError = false;
    }

    // Puts new bytes behind the old bytes.
    public void AddBytes(byte[] newBytes, int howMany)
    {
        // Is there enough place in the array? If not we make the array bigger.
        while (this.NumberOfBytesToSend + howMany > this.BytesToSend.Length)
        {
            byte[] biggerArray = new byte[this.BytesToSend.Length * 2];
            for (int i = 0; i < this.NumberOfBytesToSend; i = i + 1)
            {
                biggerArray[i] = this.BytesToSend[i];
            }
            this.BytesToSend = biggerArray;
        }

        // Now there is enough place. Copy byte for byte.
        for (int i = 0; i < howMany; i = i + 1)
        {
            // It looks nicer if the server answers in BIG letters.
            byte big = newBytes[i];
            if (big >= 97 && big <= 122)
            {
                big = (byte)(big - 32);
            }
            this.BytesToSend[this.NumberOfBytesToSend] = big;
            this.NumberOfBytesToSend = this.NumberOfBytesToSend + 1;
        }
    }

    // Removes bytes at the front, because they were sent.
    public void RemoveBytes(int howMany)
    {
        int rest = this.NumberOfBytesToSend - howMany;
        for (int i = 0; i < rest; i = i + 1)
        {
            this.BytesToSend[i] = this.BytesToSend[i + howMany];
        }
        this.NumberOfBytesToSend = rest;
    }
}
