"""Why a file cannot be opened, in words."""


def reason_of(refused: OSError) -> str:
    reasons = {
        FileNotFoundError: "没有这个文件或文件夹",
        IsADirectoryError: "这是一个文件夹",
        NotADirectoryError: "路径中有一段不是文件夹",
        PermissionError: "没有权限",
    }
    return reasons.get(type(refused), str(refused.strerror or refused))
