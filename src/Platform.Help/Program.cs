using Platform.Help;

if (args is not [var source, var target])
{
    await Console.Error.WriteLineAsync("usage: Platform.Help FOLDER-OF-PAGES FOLDER-OF-HELP");
    return 2;
}

try
{
    HelpFolder.Write(source, target);
    return 0;
}
catch (PageException exception)
{
    // In the form that MSBuild and editors understand as an error with a place.
    await Console.Error.WriteLineAsync($"{exception.File}({exception.Line}): error HELP: {exception.Message}");
    return 1;
}
