namespace Platform.Help;

/// <summary>A page that cannot become help, and where it says so.</summary>
public sealed class PageException : Exception
{
    public PageException()
    {
    }

    public PageException(string message)
        : base(message)
    {
    }

    public PageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public PageException(int line, string message)
        : base(message) => Line = line;

    public PageException(string file, int line, string message)
        : base(message) => (File, Line) = (file, line);

    /// <summary>Empty where only the place within the page is known so far.</summary>
    public string File { get; } = "";

    /// <summary>Counted from 1; 0 where the page as a whole is meant.</summary>
    public int Line { get; }
}
