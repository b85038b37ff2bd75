BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Resolve-PlatformImage' {
    It 'gives a typed result with its status where no registry answers' {
        $result = Resolve-PlatformImage 127.0.0.1:1/team/app:1.0
        $result.GetType().FullName | Should -Be 'Platform.Registries.ImageResolution'
        $result.Status, $result.Registry, $result.Tag, $result.Digest | Should -Be 'Unreachable', '127.0.0.1:1', '1.0', $null
        $result.Message | Should -Match 'cannot be connected to'
    }

    It 'takes references and modules from the pipeline, each once and in order' {
        ('127.0.0.1:1/a:1', '127.0.0.1:1/b:1', '127.0.0.1:1/a:1' | Resolve-PlatformImage).Reference | Should -Be '127.0.0.1:1/a:1', '127.0.0.1:1/b:1'
        ([pscustomobject]@{ Image = '127.0.0.1:1/a:1' } | Resolve-PlatformImage).Tag | Should -Be '1'
        $root = New-TestRoot "$TestDrive/pinned" -Module one
        $digest = 'sha256:' + 'a' * 64
        (Get-Content "$root/modules/one/module.yaml") -replace 'reference: .*', "reference: '127.0.0.1:1/one:1'`n    digest: $digest" | Set-Content "$root/modules/one/module.yaml"
        $result = Get-PlatformModule -Root $root | Resolve-PlatformImage
        $result.Reference, $result.PinnedDigest | Should -Be "127.0.0.1:1/one:1@$digest", $digest
        Get-PlatformModule mirotalk-admin -Root $RepositoryRoot | Resolve-PlatformImage -Verbose 4>&1 | Should -Match 'mirotalk-admin: no spec.artifact'
    }

    It 'is an error for words that mean nothing, and asks the others' {
        $result = Resolve-PlatformImage 'Bad Ref', 127.0.0.1:1/a:1 -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Reference | Should -Be '127.0.0.1:1/a:1'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ImageReferenceInvalid,*'
        { Resolve-PlatformImage a:1 -Platform arm64 } | Should -Throw -ErrorId 'ImagePlatformInvalid,*'
        { Resolve-PlatformImage a:1 -InsecureRegistry http://x } | Should -Throw -ErrorId 'RegistryInvalid,*'
    }

    It 'keeps words in a file of Export-Clixml, and fits 80 columns' {
        $result = Resolve-PlatformImage 127.0.0.1:1/team/app:1.0
        $result | Export-Clixml "$TestDrive/image.xml"
        (Import-Clixml "$TestDrive/image.xml").Status | Should -Be 'Unreachable'
        ($result | Out-String -Width 80).Split([Environment]::NewLine) | ForEach-Object Length | Sort-Object | Select-Object -Last 1 | Should -BeLessOrEqual 80
    }
}
