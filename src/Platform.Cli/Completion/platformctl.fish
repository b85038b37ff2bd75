# fish completion for platformctl: platformctl completion fish | source
function __platformctl_candidates
    set -l line (string join ' ' -- platformctl (commandline -opc)[2..] (commandline -ct))
    platformctl "[suggest:"(string length -- $line)"]" $line 2>/dev/null | string match -v -r '^/[?h]$'
end
complete -c platformctl -a '(__platformctl_candidates)'
